package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.Kind;
import io.sluice.devicealert.rule.PatternSet;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleBook;
import io.sluice.devicealert.rule.RuleLine;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges the events of devices, one row at a time, and speaks at once.
 *
 * <h2>How it is exact under disorder</h2>
 *
 * A row's log holds, in the order (ts, seq, eventId), all events that an event within the tolerance
 * may still ask for. An event at the end of the log, the usual case, is judged against it in one
 * walk back for each rule that could be completed. An event that belongs further in is put into its
 * place, and every rule that names it is judged again from there on ({@link Stretch}); the
 * difference to what was said before goes out. So once all events within the tolerance are there,
 * what was said last is what the ordered events give. Deadlines take part like events: they are
 * judged as soon as the device's own time or the watermark has passed them, and taken back if an
 * event that comes late prevents them.
 *
 * <p>What comes beyond the tolerance is applied for nothing but this: a recovery closes what it
 * would close. A late event is one that the source has marked; one that it has not is applied
 * however far back it lies.
 *
 * <p>Not thread-safe; rows are the caller's, and changed in place.
 */
public final class DeviceDetector {
  private static final int FEWEST_TO_PRUNE = 32;

  private final long tolerance;
  private final int maxLogEvents;
  private final Findings findings;

  private RuleBook book = RuleBook.empty();
  private PatternSet recent = new PatternSet(0);

  /** Of the call that is being worked on. */
  private String deviceId;

  private DeviceRow row;

  /** What a message says of when it was found out; the alert's own time where it is later. */
  private long now;

  /**
   * @param tolerance L in milliseconds
   * @param maxLogEvents the most events that a device's log may hold
   */
  public DeviceDetector(long tolerance, int maxLogEvents, Findings findings) {
    this.tolerance = tolerance;
    this.maxLogEvents = maxLogEvents;
    this.findings = findings;
  }

  /** The rules to judge by from now on; rows judged before are told by {@link #rulesChanged}. */
  public void use(RuleBook rules) {
    book = rules;
    recent = new PatternSet(rules.patterns());
  }

  public RuleBook book() {
    return book;
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
    if (event.late) {
      return lateRecovery(event, position) ? Outcome.REVOKED_ONLY : Outcome.NOT_APPLIED;
    }
    int known = row.log.find(event.eventId);
    if (known >= 0 && row.log.position(known).compareTo(position) <= 0) {
      return Outcome.KNOWN;
    }
    Kind kind = book.kindOf(event.type, event.code);
    Kind replaced = known < 0 ? null : forget(known);
    boolean inOrder = replaced == null && ts >= row.passed && behindAll(position) && !event.future;
    see(position);
    if (inOrder) {
      inOrder(event, position, kind);
    } else {
      outOfOrder(event, position, kind, replaced);
    }
    prune();
    return Outcome.APPLIED;
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

  private void begin(String id, DeviceRow device, long recordedAt) {
    deviceId = id;
    row = device;
    now = recordedAt;
    if (row.book != book) {
      row.book = book;
      row.log.resolve(book);
    }
  }

  private void describe(DeviceEvent event) {
    if (event.configured) {
      row.configured = true;
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
    if (row.firstSight != null && row.firstSight.isBefore(position)) {
      return;
    }
    row.firstSight = position;
    for (RuleSpan span : book.absences()) {
      expect(position.ts() + span.match().window());
    }
  }

  private void expect(long deadline) {
    if (deadline > row.passed) {
      row.nextDeadline = Math.min(row.nextDeadline, deadline);
    }
  }

  private void inOrder(DeviceEvent event, Position position, Kind kind) {
    if (position.ts() >= row.nextDeadline) {
      pass(position.ts());
    }
    row.clock = position.ts();
    row.passed = position.ts();
    gather(position.ts(), kind);
    int at = row.log.insert(position, event.type, event.code, kind);
    if (kind.unnamed()) {
      return;
    }
    closeAt(at);
    for (RuleSpan span : kind.alone()) {
      judge(at, span);
    }
    for (Kind.Group group : kind.groups()) {
      if (recent.has(group.partner())) {
        group.spans().forEach(span -> judge(at, span));
      }
    }
    for (RuleSpan span : kind.anchored()) {
      expect(position.ts() + span.match().window());
    }
  }

  /** What the device has had of late, if anything depends on it. */
  private void gather(long ts, Kind kind) {
    if (kind.groups().length == 0) {
      return;
    }
    recent.clear();
    DeviceLog log = row.log;
    for (int back = log.size() - 1; back >= 0 && log.ts(back) > ts - book.longestWindow(); back--) {
      recent.addAll(log.kind(back).patterns());
    }
  }

  private void closeAt(int at) {
    DeviceLog log = row.log;
    Position position = null;
    for (int each = 0; each < row.episodes.size(); each++) {
      Episode episode = row.episodes.get(each);
      RuleLine line = book.line(episode.ruleId);
      RuleSpan span = line == null ? null : line.at(log.ts(at));
      if (span != null && span.rule().revokedBy(log.type(at), log.code(at))) {
        position = position == null ? log.position(at) : position;
        if (episode.openAt(position)) {
          episode.close(position, Alert.REVOKED_ON_EVENT, log.id(at));
          revoke(episode, List.of(log.id(at)));
        }
      }
    }
  }

  private void judge(int at, RuleSpan span) {
    DeviceLog log = row.log;
    if (!span.judges(log.ts(at))) {
      return;
    }
    int[] matched = Completion.at(at, log, span);
    if (matched == null) {
      return;
    }
    Rule rule = span.rule();
    Position position = log.position(at);
    if (openAt(rule.id(), position)) {
      findings.repeated(rule.id());
    } else if (Applies.to(rule, row)) {
      Episode episode = Episode.of(deviceId, rule, position, false);
      episode.faultTime = log.ts(matched[0]);
      episode.evidence = Stretch.ids(log, matched);
      raise(episode, span);
      endWithRule(episode);
    } else if (Applies.asksForUnknown(rule, row)) {
      findings.attributeUnknown(rule.id(), deviceId);
    }
  }

  private boolean openAt(String ruleId, Position position) {
    for (Episode episode : row.episodes) {
      if (episode.ruleId.equals(ruleId) && episode.openAt(position)) {
        return true;
      }
    }
    return false;
  }

  private void raise(Episode episode, RuleSpan span) {
    if (blindFor(episode.opened.ts(), span)) {
      episode.raisedBecause = Alert.LOG_OVERFLOW;
    }
    row.episodes.add(episode);
    say(episode, AlertAction.RAISE, episode.opened.ts(), episode.raisedBecause, episode.evidence);
  }

  /** The rule of an alert that has just opened may be known to end. */
  private void endWithRule(Episode episode) {
    Rule removal = book.line(episode.ruleId).removalFrom(episode.opened.ts());
    if (removal == null) {
      return;
    }
    if (removal.effectiveFrom() <= removal.knownAt()) {
      episode.close(Position.before(removal.effectiveFrom()), Alert.RULE_REMOVED, null);
      revoke(episode, List.of());
    } else {
      expect(removal.effectiveFrom());
    }
  }

  private boolean blindFor(long ts, RuleSpan span) {
    return row.blindUntil != DeviceRow.NOT_YET && ts - span.match().window() < row.blindUntil;
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
    TreeMap<String, RuleLine> affected = new TreeMap<>();
    add(kind.lines(), affected);
    if (replaced != null) {
      add(replaced.lines(), affected);
    }
    if (position.equals(row.firstSight)) {
      add(book.deadlines(), affected);
    }
    for (RuleLine line : affected.values()) {
      judgeAgain(line, position, List.of(event.eventId));
    }
    for (RuleSpan span : kind.anchored()) {
      expect(position.ts() + span.match().window());
    }
  }

  private static void add(Iterable<RuleLine> lines, TreeMap<String, RuleLine> to) {
    lines.forEach(line -> to.put(line.id(), line));
  }

  /**
   * Judges a rule again from a place on, and says what is different.
   *
   * @param because the events to name where an alert is taken back
   */
  private void judgeAgain(RuleLine line, Position from, List<String> because) {
    List<Episode> before = new ArrayList<>();
    Episode spanning = null;
    for (Episode episode : row.episodes) {
      if (episode.ruleId.equals(line.id())) {
        if (!episode.opened.isBefore(from)) {
          before.add(episode);
        } else if (episode.openAt(from)) {
          spanning = episode;
        }
      }
    }
    Episode continued = spanning == null ? null : reopened(spanning);
    List<Episode> after = Stretch.of(deviceId, row, line, from, continued);
    if (spanning != null) {
      update(spanning, continued);
    }
    for (Episode old : before) {
      if (!old.gone && after.stream().noneMatch(each -> each.alertId.equals(old.alertId))) {
        takeBack(old, because);
      }
    }
    for (Episode fresh : after) {
      settle(fresh, before, line);
    }
  }

  /** The same opening, with its closing still to be found; what is late cannot be found again. */
  private static Episode reopened(Episode episode) {
    Episode open = new Episode();
    open.opened = episode.opened;
    if (Alert.LATE_RECOVERY.equals(episode.closedBecause)) {
      open.close(episode.closed, episode.closedBecause, episode.closedBy);
    }
    return open;
  }

  private void settle(Episode fresh, List<Episode> before, RuleLine line) {
    for (Episode old : before) {
      if (old.alertId.equals(fresh.alertId)) {
        if (old.gone) {
          old.gone = false;
          old.closed = null;
          say(old, AlertAction.RAISE, old.opened.ts(), Alert.COMPLETED, fresh.evidence);
        } else if (!old.opened.equals(fresh.opened)) {
          // The opening event came again with an earlier time.
          old.opened = fresh.opened;
          old.closed = null;
          say(old, AlertAction.RAISE, old.opened.ts(), Alert.COMPLETED, fresh.evidence);
        }
        update(old, fresh);
        return;
      }
    }
    RuleSpan span = line.at(fresh.opened.ts());
    Position closed = fresh.closed;
    fresh.closed = null;
    raise(fresh, span);
    if (closed == null) {
      endWithRule(fresh);
    } else {
      fresh.closed = closed;
      revoke(fresh, closedBy(fresh));
    }
  }

  /** Takes over how an alert goes on, and says so where that is new. */
  private void update(Episode episode, Episode found) {
    if (episode.closedLike(found)) {
      return;
    }
    episode.close(found.closed, found.closedBecause, found.closedBy);
    if (found.closed == null) {
      say(episode, AlertAction.RAISE, episode.opened.ts(), Alert.COMPLETED, List.of());
    } else {
      revoke(episode, closedBy(episode));
    }
  }

  private static List<String> closedBy(Episode episode) {
    return episode.closedBy == null ? List.of() : List.of(episode.closedBy);
  }

  private void takeBack(Episode episode, List<String> because) {
    episode.gone = true;
    say(episode, AlertAction.REVOKE, episode.opened.ts(), Alert.LATE_EVIDENCE, because);
  }

  private void revoke(Episode episode, List<String> because) {
    say(episode, AlertAction.REVOKE, episode.closed.ts(), episode.closedBecause, because);
  }

  private void say(
      Episode episode, AlertAction action, long ts, String reason, List<String> evidence) {
    episode.revision++;
    findings.alert(
        new Alert(
            episode.alertId,
            action,
            episode.revision,
            episode.ruleId,
            episode.ruleVersion,
            deviceId,
            episode.alertType,
            episode.severity,
            episode.priority,
            episode.hold,
            episode.overrides,
            ts,
            episode.faultTime,
            reason,
            evidence,
            now == Long.MIN_VALUE ? Math.max(ts, row.clock) : now));
  }

  private boolean lateRecovery(DeviceEvent event, Position position) {
    if (event.type != EventType.RECOVERY) {
      return false;
    }
    boolean revoked = false;
    for (Episode episode : row.episodes) {
      RuleLine line = book.line(episode.ruleId);
      RuleSpan span = line == null ? null : line.at(position.ts());
      if (episode.open()
          && episode.opened.isBefore(position)
          && span != null
          && span.rule().revokedBy(event.type, event.code)) {
        episode.close(position, Alert.LATE_RECOVERY, event.eventId);
        revoke(episode, List.of(event.eventId));
        revoked = true;
      }
    }
    return revoked;
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
      findNextDeadline();
    }
    prune();
  }

  /** Judges the deadlines up to a time that lies behind all that was judged. */
  private void pass(long until) {
    Position from = Position.before(row.passed == DeviceRow.NOT_YET ? 0 : row.passed + 1);
    row.passed = until;
    for (RuleLine line : timed()) {
      judgeAgain(line, from, List.of());
    }
    findNextDeadline();
  }

  /** Rules that time completes, and those that time ends while an alert is open. */
  private Iterable<RuleLine> timed() {
    TreeMap<String, RuleLine> timed = new TreeMap<>();
    add(book.deadlines(), timed);
    for (Episode episode : row.episodes) {
      if (episode.open() && book.line(episode.ruleId) != null) {
        timed.put(episode.ruleId, book.line(episode.ruleId));
      }
    }
    return timed.values();
  }

  private void findNextDeadline() {
    row.nextDeadline = DeviceRow.NEVER;
    for (RuleLine line : book.deadlines()) {
      for (RuleSpan span : line.spans()) {
        for (Deadlines.Deadline next : Deadlines.of(row, span, row.passed, DeviceRow.NEVER - 1)) {
          expect(next.ts());
        }
      }
    }
    for (Episode episode : row.episodes) {
      RuleLine line = book.line(episode.ruleId);
      Rule removal = episode.open() && line != null ? line.removalFrom(episode.opened.ts()) : null;
      if (removal != null && removal.effectiveFrom() > row.passed) {
        expect(removal.effectiveFrom());
      }
    }
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
    if (row.passed == DeviceRow.NOT_YET) {
      return;
    }
    // What was not judged yet is not skipped: a removal that is still to come may lie in between.
    long notJudged = row.passed + 1;
    Position from = Position.before(Math.min(Math.max(since, horizon()), notJudged));
    for (String ruleId : changed) {
      RuleLine line = book.line(ruleId);
      if (line != null) {
        judgeAgain(line, from, List.of());
      }
    }
    findNextDeadline();
  }

  /** Nothing will be put before it. */
  private long horizon() {
    return row.clock == DeviceRow.NOT_YET ? Long.MIN_VALUE : Math.max(0, row.clock - tolerance);
  }

  private void prune() {
    int size = row.log.size();
    if (size < Math.max(row.pruneAt, FEWEST_TO_PRUNE) && size <= maxLogEvents) {
      return;
    }
    long horizon = horizon();
    row.log.prune(horizon);
    row.episodes.removeIf(episode -> !episode.open() && episode.end() < horizon);
    if (row.log.size() > maxLogEvents) {
      overflow();
    }
    row.pruneAt = Math.min(maxLogEvents, row.log.size() * 2);
  }

  private void overflow() {
    boolean first = row.blindUntil < horizon() - book.longestWindow();
    // An eighth at a time, or each further event would cost a walk through the log.
    int left = maxLogEvents - maxLogEvents / 8;
    row.blindUntil = Math.max(row.blindUntil, row.log.dropOldest(left));
    if (first) {
      findings.overflowed(deviceId, row.blindUntil);
    }
  }
}
