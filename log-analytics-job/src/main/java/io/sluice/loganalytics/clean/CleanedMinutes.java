package io.sluice.loganalytics.clean;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.quality.MinuteClock;
import io.sluice.loganalytics.quality.StageCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The counts of the minutes since the last flush, under one set of rules. */
final class CleanedMinutes {
  private static final long NONE = Long.MIN_VALUE;

  /** One minute: the stage and its rules. */
  static final class Minute {
    final StageCounts counts;
    final HitCounter hits;

    Minute(long start, long version, List<String> rules) {
      counts = new StageCounts(CleanRequests.STAGE, start);
      hits = new HitCounter(start, version, rules);
    }
  }

  private final Map<Long, Minute> minutes = new LinkedHashMap<>();
  private final long version;
  private final List<String> rules;
  private Minute latest;
  private long latestStart = NONE;

  /**
   * @param cleaner whose rules are counted, null for none
   */
  CleanedMinutes(RequestCleaner cleaner) {
    version = cleaner == null ? 0 : cleaner.version();
    rules = cleaner == null ? List.of() : cleaner.ruleIds();
  }

  Minute of(AccessRequest request) {
    long start = MinuteClock.minuteOf(request.progress);
    if (start != latestStart) {
      latest = minutes.computeIfAbsent(start, at -> new Minute(at, version, rules));
      latestStart = start;
    }
    return latest;
  }

  void drain(Consumer<StageCounts> counts, Consumer<RuleHits> hits) {
    for (Minute minute : minutes.values()) {
      counts.accept(minute.counts);
      minute.hits.drain(hits);
    }
    minutes.clear();
    latestStart = NONE;
  }
}
