package io.sluice.loganalytics.ranking;

import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.quality.StageCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/** Adds counts up before the shuffle: one record a minute in place of one a bucket and timer. */
final class SumCounts implements PreAggregation<StageCounts, StageCounts> {
  private static final long serialVersionUID = 1L;

  private final Map<String, StageCounts> minutes = new LinkedHashMap<>();

  @Override
  public void add(StageCounts counts) {
    minutes
        .computeIfAbsent(counts.key(), key -> new StageCounts(counts.stage, counts.minute))
        .merge(counts);
  }

  @Override
  public int size() {
    return minutes.size();
  }

  @Override
  public void drain(Collector<StageCounts> out) {
    minutes.values().forEach(out::collect);
    minutes.clear();
  }
}
