package io.sluice.devicealert.sequence;

import io.sluice.devicealert.detect.Position;
import java.util.Comparator;
import java.util.List;

/**
 * One thing that the alerts of a device's sequences follow from.
 *
 * @param event the event itself; of a match the last one; null for {@link Kind#DROPPED}
 * @param ts of its place, with seq and eventId: that of the event, of a match the place where it is
 *     complete, of a late recovery the time that was reached when it came
 * @param sequenceId of a match, else null
 * @param faultTime of a match, when it began
 * @param evidence of a match, the ids of its events in order
 */
public record SequenceSignal(
    Kind kind,
    String deviceId,
    SequenceEvent event,
    long ts,
    long seq,
    String eventId,
    String sequenceId,
    long faultTime,
    List<String> evidence) {

  /** In the order in which they count at one place. */
  public enum Kind {
    /** A device said too much, and some of it was dropped. */
    DROPPED,
    /** A recovery that came too late to count for anything but closing alerts. */
    LATE_RECOVERY,
    /** An event that closes alerts. */
    EVENT,
    /** A sequence was completed. */
    MATCH
  }

  /** By place; of several matches at one place, the one that began last and is shortest first. */
  static final Comparator<SequenceSignal> IN_ORDER =
      Comparator.comparing(SequenceSignal::place)
          .thenComparing(SequenceSignal::kind)
          .thenComparing(Comparator.comparingLong(SequenceSignal::faultTime).reversed())
          .thenComparing(signal -> signal.evidence().size())
          .thenComparing(signal -> String.join(" ", signal.evidence()));

  static SequenceSignal of(SequenceEvent event) {
    return new SequenceSignal(
        Kind.EVENT,
        event.deviceId(),
        event,
        event.ts(),
        event.seq(),
        event.eventId(),
        null,
        event.ts(),
        List.of());
  }

  static SequenceSignal lateRecovery(SequenceEvent event) {
    Position place = Position.before(event.late() ? event.lateAt() : event.ts());
    return new SequenceSignal(
        Kind.LATE_RECOVERY,
        event.deviceId(),
        event,
        place.ts(),
        place.seq(),
        place.eventId(),
        null,
        event.ts(),
        List.of());
  }

  static SequenceSignal dropped(String deviceId, long ts) {
    Position place = Position.before(ts);
    return new SequenceSignal(
        Kind.DROPPED, deviceId, null, ts, place.seq(), place.eventId(), null, ts, List.of());
  }

  /** The events in order, completed at the last of them or at a deadline. */
  static SequenceSignal match(Sequence sequence, List<SequenceEvent> events) {
    SequenceEvent first = events.get(0);
    SequenceEvent last = events.get(events.size() - 1);
    Position place =
        sequence.endsByTime() ? Position.before(first.ts() + sequence.within()) : last.place();
    return new SequenceSignal(
        Kind.MATCH,
        first.deviceId(),
        last,
        place.ts(),
        place.seq(),
        place.eventId(),
        sequence.id(),
        first.ts(),
        events.stream().map(SequenceEvent::eventId).toList());
  }

  Position place() {
    return new Position(ts, seq, eventId);
  }
}
