package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleLine;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What one rule makes of a stretch of a device's time, from some place to its end: the alerts that
 * open there and, where one was open before, how it goes on. Knows nothing of what was said before.
 */
final class Stretch {
  private final String deviceId;
  private final DeviceRow row;
  private final Announcements announcements;
  private final RuleLine line;
  private final Position from;
  private final List<Episode> episodes = new ArrayList<>();
  private Episode open;

  /** What time brings, each before the events of its millisecond. */
  private record Turn(long ts, Deadlines.Deadline deadline, Rule removal) {}

  private Stretch(Subject subject, RuleLine line, Position from, Announcements announcements) {
    this.deviceId = subject.deviceId;
    this.row = subject.row;
    this.announcements = announcements;
    this.line = line;
    this.from = from;
  }

  /**
   * @param openBefore a copy of what is open when the stretch begins, or null; closed here if that
   *     is how it goes on
   * @param announcements told of completions that are not for the device, and of nothing else
   * @return the alerts that open in the stretch, in order
   */
  static List<Episode> of(
      Subject subject,
      RuleLine line,
      Position from,
      Episode openBefore,
      Announcements announcements) {
    Stretch stretch = new Stretch(subject, line, from, announcements);
    stretch.open = openBefore;
    stretch.walk();
    return stretch.episodes;
  }

  private void walk() {
    PriorityQueue<Turn> turns = turns();
    endFurtherBack();
    DeviceLog log = row.log;
    for (int at = log.from(from); at < log.size(); at++) {
      while (!turns.isEmpty() && turns.peek().ts() <= log.ts(at)) {
        turn(turns.remove());
      }
      event(at);
    }
    while (!turns.isEmpty()) {
      turn(turns.remove());
    }
  }

  /** The rule may be said to have ended before the stretch, when nobody had heard of it yet. */
  private void endFurtherBack() {
    Rule removal = open == null ? null : line.removalFrom(open.opened.ts());
    if (removal != null && removes(removal)) {
      Position end = Position.before(removal.effectiveFrom());
      if (end.isBefore(from)) {
        open.close(end, Alert.RULE_REMOVED, null);
        open = null;
      }
    }
  }

  /** Whether a version is a removal whose time has come. */
  private boolean removes(Rule version) {
    long ts = version.effectiveFrom();
    return version.removed() && (ts <= row.passed || ts <= version.knownAt());
  }

  private PriorityQueue<Turn> turns() {
    PriorityQueue<Turn> turns =
        new PriorityQueue<>(
            Comparator.comparingLong(Turn::ts)
                .thenComparing(turn -> turn.removal() == null)
                .thenComparing(turn -> turn.deadline() == null ? from : turn.deadline().anchor()));
    // What stands at a millisecond stands before its events, so before the place itself.
    long after = from.equals(Position.before(from.ts())) ? from.ts() - 1 : from.ts();
    for (RuleSpan span : line.spans()) {
      for (Deadlines.Deadline deadline : Deadlines.of(row, span, after, row.passed)) {
        turns.add(new Turn(deadline.ts(), deadline, null));
      }
    }
    for (Rule version : line.versions()) {
      long ts = version.effectiveFrom();
      if (ts > after && removes(version)) {
        turns.add(new Turn(ts, null, version));
      }
    }
    return turns;
  }

  /** What came too late for all but closing an alert closes it in its place. */
  private void closeLate(Position place) {
    if (open != null && open.closed != null && !place.isBefore(open.closed)) {
      open = null;
    }
  }

  private void turn(Turn turn) {
    Position at = Position.before(turn.ts());
    closeLate(at);
    if (turn.removal() != null) {
      if (open != null) {
        open.close(at, Alert.RULE_REMOVED, null);
        open = null;
      }
    } else if (open == null) {
      Position anchor = turn.deadline().anchor();
      complete(line.at(turn.ts()).rule(), at, true, anchor.ts(), List.of(anchor.eventId()));
    }
  }

  private void event(int at) {
    DeviceLog log = row.log;
    RuleSpan span = line.at(log.ts(at));
    if (span == null) {
      return;
    }
    closeLate(log.position(at));
    if (open != null) {
      if (span.rule().revokedBy(log.type(at), log.code(at))) {
        open.close(log.position(at), Alert.REVOKED_ON_EVENT, log.id(at));
        open = null;
      }
      return;
    }
    int[] matched = Completion.at(at, log, span);
    if (matched != null) {
      complete(span.rule(), log.position(at), false, log.ts(matched[0]), ids(log, matched));
    }
  }

  static List<String> ids(DeviceLog log, int[] places) {
    return Arrays.stream(places).mapToObj(log::id).toList();
  }

  private void complete(
      Rule rule, Position at, boolean deadline, long faultTime, List<String> evidence) {
    if (!Applies.to(rule, row)) {
      announcements.notFor(rule, at.ts());
      return;
    }
    Episode episode = Episode.of(deviceId, rule, at, deadline);
    episode.faultTime = faultTime;
    episode.evidence = evidence;
    for (Episode known : row.episodes) {
      if (known.alertId.equals(episode.alertId) && known.closedLate()) {
        episode.close(known.closed, known.closedBecause, known.closedBy);
      }
    }
    episodes.add(episode);
    open = episode;
  }
}
