package io.sluice.common.quality;

import java.io.Serializable;

/**
 * One rule on the quality of a stream, as {@link QualityRulesFile} reads it.
 *
 * @param subject the stage, or the field, that it looks at
 * @param windowMillis length of its windows, whole minutes; windows follow each other
 * @param bounds what is right: a number of records or values, or a share from 0 to 1
 * @param minimum records that a window must hold to be judged
 * @param openAfter so many windows in violation in a row open an episode
 * @param closeAfter so many windows in order in a row close it
 * @param sample share of the records that are looked at, for rules on fields
 * @param usual what usual-volume takes for unusual; null for the other types
 */
public record QualityRule(
    String id,
    RuleType type,
    Severity severity,
    String subject,
    long windowMillis,
    Bounds bounds,
    long minimum,
    int openAfter,
    int closeAfter,
    double sample,
    Usual usual)
    implements Serializable {

  /** The rule that is always there: see {@link RuleType#BALANCE}. */
  public static final String BALANCE = "balance";

  /**
   * Both ends may be missing (null). {@code clear} ends stand in for them while an episode is open,
   * so that a figure at the edge does not open and close one episode after another.
   */
  public record Bounds(Double atLeast, Double atMost, Double clearAtLeast, Double clearAtMost)
      implements Serializable {
    public static final Bounds NONE = new Bounds(null, null, null, null);

    public static Bounds of(Double atLeast, Double atMost) {
      return new Bounds(atLeast, atMost, null, null);
    }

    /** What holds while an episode is open. */
    Bounds whileOpen() {
      return of(
          clearAtLeast == null ? atLeast : clearAtLeast,
          clearAtMost == null ? atMost : clearAtMost);
    }

    boolean allow(double observed) {
      return (atLeast == null || observed >= atLeast) && (atMost == null || observed <= atMost);
    }
  }

  /**
   * Unusual is what is more than {@code deviations} spreads away from the usual, and differs by
   * more than {@code change} of it. See {@link UsualVolume}.
   *
   * @param minimumWeeks so many weeks must have been seen of an hour before it is judged
   * @param weeks so many are remembered
   */
  public record Usual(double deviations, double change, int minimumWeeks, int weeks)
      implements Serializable {}

  static QualityRule balance(Severity severity) {
    return new QualityRule(
        BALANCE, RuleType.BALANCE, severity, "", MINUTE, Bounds.of(0.0, 0.0), 0, 1, 1, 1, null);
  }

  static final long MINUTE = 60_000;

  /** The start of the window that a minute belongs to. */
  long windowOf(long minute) {
    return Math.floorDiv(minute, windowMillis) * windowMillis;
  }
}
