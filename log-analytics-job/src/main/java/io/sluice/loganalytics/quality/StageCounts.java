package io.sluice.loganalytics.quality;

import java.util.HashMap;
import java.util.Map;

/**
 * What a stage took in and gave out in one minute: in = out + rejected + dropped. Counts of the
 * same minute and stage add up, in any order, each once. Which minute, {@link MinuteClock} says.
 */
public final class StageCounts {
  /** Start of the minute, epoch milliseconds. */
  public long minute;

  public String stage;
  public long in;
  public long out;
  public Map<String, Long> rejected = new HashMap<>();

  /** What a cleaning rule left out, by the id of the rule. */
  public Map<String, Long> dropped = new HashMap<>();

  public long late;
  public long geoMisses;

  public StageCounts() {}

  public StageCounts(String stage, long minute) {
    this.stage = stage;
    this.minute = minute;
  }

  public String key() {
    return stage + '@' + minute;
  }

  public void reject(String reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  /** Counts a record that the rule left out. */
  public void drop(String rule) {
    dropped.merge(rule, 1L, Long::sum);
  }

  public void merge(StageCounts other) {
    in += other.in;
    out += other.out;
    late += other.late;
    geoMisses += other.geoMisses;
    other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
    other.dropped.forEach((rule, count) -> dropped.merge(rule, count, Long::sum));
  }
}
