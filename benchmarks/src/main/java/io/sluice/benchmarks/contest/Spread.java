package io.sluice.benchmarks.contest;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a figure was over the rounds. Ratios are taken round by round, so that a disturbance of the
 * machine that hits both sides of a round cancels out.
 */
public record Spread(double median, double min, double max) {

  /** Of at least one value. */
  public static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f … %.2f)", median, min, max);
  }
}
