package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Spread;
import java.util.Locale;

/** What a median ratio should be; {@link #NONE} where a figure only informs. */
record Goal(double bound, boolean atLeast) {
  static final Goal NONE = new Goal(Double.NaN, true);

  static Goal atLeast(double bound) {
    return new Goal(bound, true);
  }

  static Goal atMost(double bound) {
    return new Goal(bound, false);
  }

  String verdict(Spread ratio) {
    if (Double.isNaN(bound)) {
      return "";
    }
    boolean reached = atLeast ? ratio.median() >= bound : ratio.median() <= bound;
    return String.format(
        Locale.ROOT, "goal %s %s: %s", atLeast ? "≥" : "≤", bound, reached ? "reached" : "MISSED");
  }
}
