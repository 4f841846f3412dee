package io.sluice.common.reject;

import io.sluice.common.source.RecordOrigin;

/**
 * A dead letter as it lies in its topic, or a line of {@code rejects.jsonl}.
 *
 * @param stage, reason why it is here; null where it does not say
 * @param timestamp when it was written, epoch milliseconds; Long.MAX_VALUE where it does not say
 * @param origin where the record lay first and how often it was put back; null where it does not
 *     say
 * @param cut whether the payload is only the beginning of the original
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares letters
public record DeadLetter(
    String stage, String reason, long timestamp, RecordOrigin origin, boolean cut, byte[] payload) {

  /** How often it was put back in already. */
  public int redrives() {
    return origin == null ? 0 : origin.redrives();
  }
}
