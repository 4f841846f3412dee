package io.sluice.loganalytics.ranking;

/** What a gain weighs. */
public enum GainScale {
  /** As much as it is. */
  LINEAR,
  /** {@code 2^gain − 1}: a result of the best grade outweighs many of a middling one. */
  EXPONENTIAL;

  /** From here on powers of two are taken relative to the largest, or they would leave a double. */
  private static final double LARGEST_POWER = 900;

  /** Below, the difference would lose digits, and at last all of them. */
  private static final double SMALL = 1e-3;

  /**
   * The weight of a gain among others of the same search; only the ratio of weights counts.
   *
   * @param largest of the gains of that search
   */
  double weight(double gain, double largest) {
    if (this == LINEAR) {
      return gain;
    }
    if (largest > LARGEST_POWER) {
      return Math.pow(2, gain - largest);
    }
    return gain < SMALL ? Math.expm1(gain * Math.log(2)) : Math.pow(2, gain) - 1;
  }
}
