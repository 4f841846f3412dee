package io.sluice.loganalytics.appevent;

import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.quality.MinuteClock;
import io.sluice.loganalytics.quality.StageCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/** Counts what a stage of app events took in and gave out, per minute. */
final class CountAppEvents implements PreAggregation<AppEvent, StageCounts> {
  private static final long serialVersionUID = 1L;

  private final String stage;
  private final Map<Long, StageCounts> minutes = new LinkedHashMap<>();

  CountAppEvents(String stage) {
    this.stage = stage;
  }

  @Override
  public void add(AppEvent event) {
    long minute = MinuteClock.minuteOf(event.progress);
    StageCounts counts = minutes.computeIfAbsent(minute, at -> new StageCounts(stage, at));
    counts.in++;
    if (event.rejected != null) {
      counts.reject(event.rejected.reason());
      return;
    }
    counts.out++;
    counts.late += event.late ? 1 : 0;
    counts.geoMisses += event.geoMiss ? 1 : 0;
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
