package io.sluice.common.quality;

/**
 * An episode in which a rule was violated begins or ends. Told once each; the same input gives the
 * same episodes under the same ids, so whoever gets one twice can tell.
 */
public final class Violation {

  /** What the message says of the episode. */
  public enum Action {
    OPEN,
    CLOSE
  }

  public Action action;

  /** {@code <rule>[/<subject>]@<start of the first window in violation>}. */
  public String episode;

  public String rule;
  public RuleType type;

  /** The stage or field. */
  public String subject;

  public Severity severity;

  /** Start of the first window in violation, epoch milliseconds. */
  public long since;

  /** Start of the window that opened or closed it. */
  public long windowStart;

  public long windowMillis;

  /** Records looked at in that window. */
  public long records;

  /** A number of records or values, or a share from 0 to 1. */
  public double observed;

  /** What was expected; null where that end is open. */
  public Double atLeast;

  public Double atMost;

  /** What is usual for the hour, of rules that ask. */
  public Double usual;

  /** For people. */
  public String message;

  /** When it is known, in event time: the end of the window. */
  public long timestamp() {
    return windowStart + windowMillis;
  }

  /** Tells this message from every other one, however often it is sent. */
  public String idempotencyKey() {
    return episode + "/" + action;
  }
}
