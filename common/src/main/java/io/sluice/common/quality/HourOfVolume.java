package io.sluice.common.quality;

import java.time.Duration;

/**
 * The hour of UTC that is being learned: count, sum and sum of squares of its windows; lies in
 * state. An hour of which a window is missing is forgotten.
 */
public final class HourOfVolume {
  static final long HOUR = Duration.ofHours(1).toMillis();

  /** Epoch milliseconds. */
  public long start = RuleProgress.NONE;

  public int windows;
  public double sum;
  public double squares;

  /**
   * Adds a whole window; windows come in order.
   *
   * @return whether that makes the hour whole
   */
  boolean learns(long windowStart, long records, long windowMillis) {
    long hour = Math.floorDiv(windowStart, HOUR) * HOUR;
    if (start != hour) {
      start = hour;
      windows = 0;
      sum = 0;
      squares = 0;
    }
    windows++;
    sum += records;
    squares += (double) records * records;
    return windows == HOUR / windowMillis;
  }

  double mean() {
    return sum / windows;
  }

  double deviation() {
    return Math.sqrt(Math.max(0, squares / windows - mean() * mean()));
  }
}
