package io.sluice.common.quality;

import java.time.Duration;
import java.util.Arrays;

/**
 * The same hour of the week in past weeks, oldest first; lies in state. At most as many weeks as
 * the rule remembers, and none older than that.
 */
public final class HourHistory {
  private static final long WEEK = Duration.ofDays(7).toMillis();

  /** When each hour began, epoch milliseconds. */
  public long[] hours = {};

  /** Records per window of it on average. */
  public double[] means = {};

  /** Standard deviation of its windows. */
  public double[] deviations = {};

  /** Adds an hour later than those there, and forgets what is too old. */
  void add(HourOfVolume hour, int weeks) {
    long oldest = hour.start - weeks * WEEK;
    int from = Math.max(0, hours.length + 1 - weeks);
    while (from < hours.length && hours[from] < oldest) {
      from++;
    }
    int kept = hours.length - from;
    hours = Arrays.copyOf(Arrays.copyOfRange(hours, from, hours.length), kept + 1);
    means = Arrays.copyOf(Arrays.copyOfRange(means, from, means.length), kept + 1);
    deviations = Arrays.copyOf(Arrays.copyOfRange(deviations, from, deviations.length), kept + 1);
    hours[kept] = hour.start;
    means[kept] = hour.mean();
    deviations[kept] = hour.deviation();
  }
}
