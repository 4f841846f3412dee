package io.sluice.devicealert.sequence;

import io.sluice.devicealert.detect.Position;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.AppliesTo;
import java.util.List;

/**
 * What a sequence needs of an event.
 *
 * @param code null where there is none
 * @param ts epoch milliseconds; the arrival where the event's own time lies too far ahead
 * @param lateAt where event time stood when it came beyond the tolerance, so that it can close an
 *     alert and nothing else; {@link #IN_TIME} for all others
 * @param configured whether there is a device configuration; without, the following say nothing
 */
public record SequenceEvent(
    String deviceId,
    EventType type,
    String code,
    long ts,
    long seq,
    String eventId,
    long lateAt,
    boolean configured,
    String level,
    String model,
    String version) {

  static final long IN_TIME = Long.MIN_VALUE;

  boolean late() {
    return lateAt != IN_TIME;
  }

  Position place() {
    return new Position(ts, seq, eventId);
  }

  /** flink-cep never tells of a match that begins at time 0, so time begins at 1 for it. */
  static long cepTime(long ts) {
    return Math.max(1, ts);
  }

  /** The attributes for want of which a sequence is not for the device. */
  List<String> unknownOf(AppliesTo rule) {
    return rule.unknown(level, model, version);
  }

  boolean isFor(AppliesTo rule) {
    return !configured || rule.all() || rule.takes(level, model, version);
  }
}
