package io.sluice.devicealert.sequence;

import io.sluice.devicealert.detect.AlertIds;
import io.sluice.devicealert.detect.Position;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Makes alerts of what sequences a device completed and of the events that close them, as detection
 * does for rules: one opens at the first completion while closed, closes at the first event of
 * revokeOn behind its opening, and is told once. Signals come in order, so nothing is ever judged
 * again. Not thread-safe; rows are the caller's, and changed in place.
 */
final class DeviceSequences {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final SequenceBook book;
  private final Sayings sayings;

  /** Of the call that is being worked on. */
  private TrackRow row;

  private long now;

  /** Of the place that is being worked on: sequences that closed there, or were judged. */
  private final Set<String> closedHere = new HashSet<>();

  private final Set<String> judgedHere = new HashSet<>();

  /** What there is to say. */
  interface Sayings {
    void alert(Alert alert);

    /** A sequence was completed once more while its alert was open. */
    void repeated();

    /** A sequence was completed, but asks for attributes of the device that nobody knows. */
    void attributesUnknown(Sequence sequence, SequenceSignal match, List<String> unknown);

    /** What became of a recovery that came too late for all else. */
    void lateRecovery(SequenceEvent event, boolean closedAnAlert);
  }

  DeviceSequences(SequenceBook book, Sayings sayings) {
    this.book = book;
    this.sayings = sayings;
  }

  /**
   * Judges what waits up to a time.
   *
   * @param until inclusive
   * @param deadlinesUntil later deadlines are not brought by time but by the end of input
   * @param recordedAt the wall clock; Long.MIN_VALUE where it has no say
   */
  void pass(TrackRow device, long until, long deadlinesUntil, long recordedAt) {
    row = device;
    now = recordedAt;
    List<SequenceSignal> due =
        row.waiting.stream()
            .filter(signal -> signal.ts() <= until)
            .sorted(SequenceSignal.IN_ORDER)
            .toList();
    row.waiting.removeAll(due);
    Position before = null;
    for (SequenceSignal signal : due) {
      Position place = signal.place();
      if (!place.equals(before)) {
        closedHere.clear();
        judgedHere.clear();
        before = place;
      }
      judge(signal, place, deadlinesUntil);
    }
    if (row.droppedAt != Long.MIN_VALUE && until >= meaninglessAt(row)) {
      row.droppedAt = Long.MIN_VALUE;
    }
  }

  /** When no window reaches back any more to what was dropped. */
  long meaninglessAt(TrackRow device) {
    return device.droppedAt + OrderingOfEvents.TOLD_EVERY + book.longestWithin();
  }

  private void judge(SequenceSignal signal, Position place, long deadlinesUntil) {
    switch (signal.kind()) {
      case DROPPED -> row.droppedAt = Math.max(row.droppedAt, signal.ts());
      case LATE_RECOVERY -> {
        SequenceEvent event = signal.event();
        sayings.lateRecovery(event, !close(event, event.place(), Alert.LATE_RECOVERY).isEmpty());
      }
      case EVENT -> closedHere.addAll(close(signal.event(), place, Alert.REVOKED_ON_EVENT));
      case MATCH -> {
        Sequence sequence = book.byId(signal.sequenceId());
        boolean inTime =
            sequence != null && (!sequence.endsByTime() || signal.ts() - 1 <= deadlinesUntil);
        if (inTime && judgedHere.add(sequence.id())) {
          complete(sequence, signal);
        }
      }
    }
  }

  private void complete(Sequence sequence, SequenceSignal match) {
    String id = sequence.id();
    boolean open =
        closedHere.contains(id)
            || row.open.stream().anyMatch(each -> each.raised().ruleId().equals(id));
    if (open) {
      sayings.repeated();
    } else if (match.event().isFor(sequence.appliesTo())) {
      raise(sequence, match);
    } else {
      List<String> unknown = match.event().unknownOf(sequence.appliesTo());
      if (!unknown.isEmpty()) {
        sayings.attributesUnknown(sequence, match, unknown);
      }
    }
  }

  private void raise(Sequence sequence, SequenceSignal match) {
    String opening = sequence.endsByTime() ? "@" + match.ts() : match.eventId();
    boolean blind =
        row.droppedAt != Long.MIN_VALUE
            && match.ts() - sequence.within() < row.droppedAt + OrderingOfEvents.TOLD_EVERY;
    Alert alert =
        new Alert(
            AlertIds.of(match.deviceId(), sequence.id(), opening),
            AlertAction.RAISE,
            FIRST,
            sequence.id(),
            sequence.version(),
            match.deviceId(),
            sequence.alertType(),
            sequence.severity(),
            sequence.priority(),
            sequence.hold(),
            sequence.overrides(),
            match.ts(),
            match.faultTime(),
            blind ? Alert.LOG_OVERFLOW : Alert.COMPLETED,
            match.evidence(),
            recordedAt(match.ts()));
    row.open.add(new TrackRow.Open(alert, match.seq(), match.eventId()));
    sayings.alert(alert);
  }

  /** Closes the alerts that opened before a place; their sequences. */
  private Set<String> close(SequenceEvent event, Position place, String because) {
    Set<String> closed = new HashSet<>();
    for (Iterator<TrackRow.Open> each = row.open.iterator(); each.hasNext(); ) {
      TrackRow.Open open = each.next();
      Sequence sequence = book.byId(open.raised().ruleId());
      Position opened = new Position(open.raised().ts(), open.seq(), open.eventId());
      if (sequence != null
          && sequence.revokedBy(event.type(), event.code())
          && opened.isBefore(place)) {
        each.remove();
        closed.add(sequence.id());
        sayings.alert(revoke(open.raised(), event.ts(), because, List.of(event.eventId())));
      }
    }
    return closed;
  }

  /** Closes the alerts of sequences that are gone from the configuration. */
  void closeOrphans(TrackRow device, long ts, long recordedAt) {
    row = device;
    now = recordedAt;
    for (Iterator<TrackRow.Open> each = row.open.iterator(); each.hasNext(); ) {
      Alert raised = each.next().raised();
      if (book.byId(raised.ruleId()) == null) {
        each.remove();
        sayings.alert(revoke(raised, Math.max(ts, raised.ts()), Alert.RULE_REMOVED, List.of()));
      }
    }
  }

  private Alert revoke(Alert raised, long ts, String reason, List<String> evidence) {
    return new Alert(
        raised.alertId(),
        AlertAction.REVOKE,
        SECOND,
        raised.ruleId(),
        raised.ruleVersion(),
        raised.deviceId(),
        raised.alertType(),
        raised.severity(),
        raised.priority(),
        raised.hold(),
        raised.overrides(),
        ts,
        raised.faultTime(),
        reason,
        evidence,
        recordedAt(ts));
  }

  private long recordedAt(long ts) {
    return now == Long.MIN_VALUE ? ts : now;
  }
}
