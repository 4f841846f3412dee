package io.sluice.devicealert.detect;

/**
 * What came beyond the tolerance or too far ahead, with what was still done with it; or that a
 * device said too much.
 *
 * @param stage who found it out
 * @param reason {@link #LATE}, {@link #FUTURE} or {@link #LOG_OVERFLOW}
 * @param timestamp event time, epoch milliseconds
 * @param topic null for an overflow, which is about many events, and where nobody knows any more
 * @param kept {@link #NOTHING}, {@link #REVOKED}, {@link #AT_ARRIVAL}, {@link #DEGRADED} or {@link
 *     #NEWEST_DROPPED}
 */
public record LateEvent(
    String stage,
    String reason,
    long timestamp,
    String topic,
    int partition,
    long offset,
    String deviceId,
    String eventId,
    String kept) {
  public static final String LATE = "late";
  public static final String FUTURE = "future";
  public static final String LOG_OVERFLOW = "LOG_OVERFLOW";

  /** It was not applied. */
  public static final String NOTHING = "nothing";

  /** A recovery that closed an alert and was applied for nothing else. */
  public static final String REVOKED = "revoked";

  /** It was judged at the time of its arrival. */
  public static final String AT_ARRIVAL = "applied-at-arrival";

  /** The oldest events of its device were dropped; its alerts say so until they are past. */
  public static final String DEGRADED = "oldest-dropped";

  /** What it said beyond the limit was dropped; its alerts say so until that is past. */
  public static final String NEWEST_DROPPED = "newest-dropped";

  /** Found out by detection. */
  LateEvent(
      String reason,
      long timestamp,
      String topic,
      int partition,
      long offset,
      String deviceId,
      String eventId,
      String kept) {
    this(DetectAlerts.STAGE, reason, timestamp, topic, partition, offset, deviceId, eventId, kept);
  }
}
