package io.sluice.loganalytics.ranking;

import java.time.Duration;

/**
 * When searches are judged: at multiples of {@link #STEP}, each search once, by the firing t with
 * its start in [t − 15 min, t − 10 min). All times are epoch milliseconds.
 */
final class Firings {
  static final long STEP = Duration.ofMinutes(5).toMillis();

  /** From the earliest start that a firing judges to the firing; also how long a click waits. */
  static final long WINDOW = Duration.ofMinutes(15).toMillis();

  private Firings() {}

  /** Where the five minutes begin that the time lies in. */
  static long slotOf(long time) {
    return Math.floorDiv(time, STEP) * STEP;
  }

  /** The firing that judges the searches of a slot. */
  static long of(long slot) {
    return slot + WINDOW;
  }
}
