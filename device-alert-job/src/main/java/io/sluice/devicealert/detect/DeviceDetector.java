package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.Kind;
import io.sluice.devicealert.rule.RuleBook;
import io.sluice.devicealert.rule.RuleLine;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges the events of devices, one row at a time, and speaks at once.
 *
 * <h2>How it is exact under disorder</h2>
 *
 * A row's log holds, in the order (ts, seq, eventId), all events that an event within the tolerance
 * may still ask for. An event at the end of the log, the usual case, is judged against it in one
 * walk back for each rule that could be completed ({@link FirstLook}). An event that belongs
 * further in is put into its place, and every rule that names it is judged again from there on
 * ({@link SecondLook}); the difference to what was said before goes out. So once all events within
 * the tolerance are there, what was said last is what the ordered events give. Deadlines take part
 * like events: they are judged as soon as the device's own time or the watermark has passed them
 * ({@link Agenda}), and taken back if an event that comes late prevents them.
 *
 * <p>What comes beyond the tolerance is applied for nothing but this: a recovery closes what it
 * would close, in its place in the order; what completes behind that place, no further back than
 * the tolerance, opens anew. A late event is one that the source has marked, or one that is to be
 * judged at an arrival which lies beyond the device's own tolerance; one that the source has not
 * marked is applied however far back it lies.
 *
 * <p>Not thread-safe; rows are the caller's, and changed in place.
 */
public final class DeviceDetector {
  private final Subject subject;
  private final Announcements announcements;
  private final Agenda agenda;
  private final FirstLook first;
  private final SecondLook again;
  private final Affected affected;
  private final Pruning pruning;

  /** Of the device that is before it. */
  private DeviceRow row;

  /**
   * @param tolerance L in milliseconds
   * @param maxLogEvents the most events that a device's log may hold
   */
  public DeviceDetector(long tolerance, int maxLogEvents, Findings findings) {
    subject = new Subject(tolerance);
    announcements = new Announcements(subject, findings);
    agenda = new Agenda(subject);
    first = new FirstLook(subject, announcements, agenda);
    again = new SecondLook(subject, announcements, agenda);
    affected = new Affected(subject);
    pruning = new Pruning(subject, announcements, maxLogEvents);
  }

  /** The rules to judge by from now on; rows judged before are told by {@link #rulesChanged}. */
  public void use(RuleBook rules) {
    subject.book = rules;
    first.rulesChanged();
    affected.rulesChanged();
  }

  public RuleBook book() {
    return subject.book;
  }

  /** What was done with an event. */
  public enum Outcome {
    APPLIED,
    /** It was there already. */
    KNOWN,
    /** It came beyond the tolerance, and closed an alert. */
    REVOKED_ONLY,
    NOT_APPLIED
  }

  /**
   * Takes an event in.
   *
   * @param ts the time to judge it at: its own, or the arrival where its own is far ahead
   * @param recordedAt the wall clock; Long.MIN_VALUE where it has no say
   * @return what was done with it
   */
  public Outcome event(DeviceRow device, DeviceEvent event, long ts, long recordedAt) {
    begin(event.deviceId, device, recordedAt);
    describe(event);
    Position position = new Position(ts, event.seq, event.eventId);
    if (event.late || (event.future && ts < subject.horizon())) {
      return lateRecovery(event, position) ? Outcome.REVOKED_ONLY : Outcome.NOT_APPLIED;
    }
    int known = row.log.find(event.eventId);
    if (known >= 0 && row.log.position(known).compareTo(position) <= 0) {
      return Outcome.KNOWN;
    }
    Kind kind = subject.book.kindOf(event.type, event.code);
    Kind replaced = known < 0 ? null : forget(known);
    boolean inOrder = replaced == null && ts >= row.passed && behindAll(position) && !event.future;
    see(position);
    if (inOrder) {
      inOrder(event, position, kind);
    } else {
      outOfOrder(event, position, kind, replaced);
    }
    pruning.ifWorthwhile();
    return Outcome.APPLIED;
  }

  private void begin(String id, DeviceRow device, long recordedAt) {
    row = device;
    subject.turnTo(id, device, recordedAt);
  }

  private void describe(DeviceEvent event) {
    row.configured |= event.configured;
    if (event.described) {
      row.level = event.level;
      row.model = event.model;
      row.version = event.version;
    }
  }

  private boolean behindAll(Position position) {
    int last = row.log.size() - 1;
    return last < 0 || row.log.position(last).isBefore(position);
  }

  private Kind forget(int at) {
    Kind kind = row.log.kind(at);
    row.log.remove(at);
    return kind;
  }

  /** A new first sight starts the absences anew. */
  private void see(Position position) {
    if (row.firstSight == null || position.isBefore(row.firstSight)) {
      row.firstSight = position;
      agenda.expectAbsences();
    }
  }

  private void inOrder(DeviceEvent event, Position position, Kind kind) {
    if (position.ts() >= row.nextDeadline) {
      pass(position.ts());
    }
    row.clock = position.ts();
    row.passed = position.ts();
    row.log.insert(position, event.type, event.code, kind);
    first.atTheEnd(kind);
  }

  private void outOfOrder(DeviceEvent event, Position position, Kind kind, Kind replaced) {
    if (!event.future) {
      if (position.ts() >= row.nextDeadline && position.ts() > row.passed) {
        pass(position.ts());
      }
      row.clock = Math.max(row.clock, position.ts());
      row.passed = Math.max(row.passed, position.ts());
    }
    row.log.insert(position, event.type, event.code, kind);
    for (RuleLine line : affected.by(kind, replaced, position.equals(row.firstSight))) {
      again.from(position, line, List.of(event.eventId));
    }
    for (RuleSpan span : kind.anchored()) {
      agenda.expect(position.ts() + span.match().window());
    }
  }

  private boolean lateRecovery(DeviceEvent event, Position position) {
    if (event.type != EventType.RECOVERY) {
      return false;
    }
    List<RuleLine> closed = new ArrayList<>();
    for (Episode episode : row.episodes) {
      RuleLine line = subject.book.line(episode.ruleId);
      RuleSpan span = line == null ? null : line.at(position.ts());
      if (episode.open()
          && episode.opened.isBefore(position)
          && span != null
          && span.rule().revokedBy(event.type, event.code)) {
        episode.close(position, Alert.LATE_RECOVERY, event.eventId);
        announcements.revoke(episode);
        closed.add(line);
      }
    }
    Position horizon = Position.before(subject.horizon());
    for (RuleLine line : closed) {
      again.from(position.isBefore(horizon) ? horizon : position, line, List.of());
    }
    return !closed.isEmpty();
  }

  /**
   * Time has passed without an event.
   *
   * @param until inclusive, epoch milliseconds
   */
  public void timePassed(String id, DeviceRow device, long until, long recordedAt) {
    begin(id, device, recordedAt);
    if (until > row.passed) {
      if (until >= row.nextDeadline) {
        pass(until);
      }
      row.passed = until;
    } else if (until >= row.nextDeadline) {
      agenda.findNext();
    }
    pruning.ifWorthwhile();
  }

  /** Judges the deadlines up to a time that lies behind all that was judged. */
  private void pass(long until) {
    Position from = Position.before(subject.notPassed());
    row.passed = until;
    for (RuleLine line : agenda.timed(from)) {
      again.from(from, line, List.of());
    }
    agenda.findNext();
  }

  /**
   * Judges a device again by rules that have changed.
   *
   * @param changed their ids
   * @param since the least effectiveFrom of the changes
   */
  public void rulesChanged(
      String id, DeviceRow device, Set<String> changed, long since, long recordedAt) {
    begin(id, device, recordedAt);
    if (row.firstSight == null) {
      return;
    }
    // What was not judged yet is not skipped: a removal that is still to come may lie in between.
    long start = Math.min(Math.max(since, subject.horizon()), subject.notPassed());
    for (String ruleId : changed) {
      RuleLine line = subject.book.line(ruleId);
      if (line != null) {
        again.from(Position.before(start), line, List.of());
      }
    }
    agenda.findNext();
  }
}
