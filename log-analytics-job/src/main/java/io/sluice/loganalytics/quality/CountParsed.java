package io.sluice.loganalytics.quality;

import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.ParsedLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/** Counts lines in, requests out and rejects by reason of the stage {@code parse}. */
public final class CountParsed implements PreAggregation<ParsedLine, StageCounts> {
  private static final long serialVersionUID = 1L;

  private final Map<Long, StageCounts> minutes = new LinkedHashMap<>();

  @Override
  public void add(ParsedLine line) {
    long minute = MinuteClock.minuteOf(line.progress());
    StageCounts counts = minutes.computeIfAbsent(minute, at -> new StageCounts("parse", at));
    counts.in++;
    if (line.request == null) {
      counts.reject(line.rejected.reason());
      return;
    }
    counts.out++;
    if (line.request.late) {
      counts.late++;
    }
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
