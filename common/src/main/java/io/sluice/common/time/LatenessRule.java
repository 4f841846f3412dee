package io.sluice.common.time;

import io.sluice.common.source.RawRecord;
import java.io.Serializable;

/**
 * When a record is late, when it is ahead of its time, and how far the watermark may go. One
 * tolerance serves as the watermark's lag and as the limit of lateness, so whatever is not late is
 * in front of every watermark.
 *
 * @param toleranceMillis how far a record may lie behind the largest one before it
 * @param maxFutureMillis how far a record may lie ahead of its arrival; only where there is one
 */
public record LatenessRule(long toleranceMillis, long maxFutureMillis) implements Serializable {

  public LatenessRule {
    if (toleranceMillis < 0 || maxFutureMillis < 0) {
      throw new IllegalArgumentException("Neither lateness nor max-future can be negative");
    }
  }

  /** Whether the record may move maxima and watermarks: it has a timestamp, and a plausible one. */
  public boolean counts(EventTimed event) {
    return event.timestamp() != EventTimed.NO_TIMESTAMP && !isFuture(event);
  }

  /** Depends on the record alone (the arrival is the broker's, not the clock's): replays agree. */
  public boolean isFuture(EventTimed event) {
    long arrival = event.arrival();
    return arrival != RawRecord.NO_ARRIVAL && event.timestamp() > arrival + maxFutureMillis;
  }

  /**
   * @param largestBefore the largest timestamp that counted before it in the same partition or
   *     file, {@link EventTimed#NO_TIMESTAMP} for the first
   */
  public boolean isLate(long timestamp, long largestBefore) {
    return largestBefore != EventTimed.NO_TIMESTAMP && timestamp < behind(largestBefore);
  }

  /** The watermark that a largest timestamp allows: a record of exactly the tolerance passes. */
  public long watermark(long largest) {
    long behind = behind(largest);
    return behind == Long.MIN_VALUE ? behind : behind - 1;
  }

  private long behind(long largest) {
    return largest < Long.MIN_VALUE + toleranceMillis ? Long.MIN_VALUE : largest - toleranceMillis;
  }
}
