package io.sluice.common.reject;

import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordOrigin;

/**
 * A record that could not be understood, with everything needed to put it back in after a fix: the
 * original bytes and where they lay. One family for all jobs; at least once, identified by (topic,
 * partition, offset) of where it lay first.
 *
 * @param redrives how often it has been put back in before, see {@link RedriveHeaders}
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the position, nobody compares payloads
public record Rejected(
    String stage,
    String reason,
    String message,
    String topic,
    int partition,
    long offset,
    long arrival,
    String exceptionClass,
    byte[] payload,
    int redrives) {

  /** A record that has never been put back in. */
  public Rejected(
      String stage,
      String reason,
      String message,
      String topic,
      int partition,
      long offset,
      long arrival,
      String exceptionClass,
      byte[] payload) {
    this(stage, reason, message, topic, partition, offset, arrival, exceptionClass, payload, 0);
  }

  /** The reject of a raw record, under the identity that it had when it came in first. */
  public static Rejected of(
      RawRecord raw, String stage, String reason, String message, String exceptionClass) {
    RecordOrigin origin = raw.origin();
    return new Rejected(
        stage,
        reason,
        message,
        origin == null ? raw.topic() : origin.topic(),
        origin == null ? raw.partition() : origin.partition(),
        origin == null ? raw.offset() : origin.offset(),
        raw.arrival(),
        exceptionClass,
        raw.value(),
        origin == null ? 0 : origin.redrives());
  }
}
