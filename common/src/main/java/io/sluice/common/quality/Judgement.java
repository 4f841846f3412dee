package io.sluice.common.quality;

/**
 * What a rule says of one window. Owned by the receiver.
 *
 * @param subject the stage or field where the rule leaves it open, else empty
 * @param records records looked at
 * @param observed the figure that was judged; NaN where nothing could be
 * @param atLeast, atMost what was expected; null where that end is open
 * @param usual what is usual for the hour; null for rules that do not ask
 * @param reason why it was not judged, or what the observed figure is made of
 */
public record Judgement(
    String rule,
    String subject,
    long windowStart,
    long records,
    double observed,
    Double atLeast,
    Double atMost,
    Double usual,
    Verdict verdict,
    String reason) {

  /** In order, in violation, or nothing can be said. */
  public enum Verdict {
    OK,
    VIOLATED,
    NOT_JUDGED
  }
}
