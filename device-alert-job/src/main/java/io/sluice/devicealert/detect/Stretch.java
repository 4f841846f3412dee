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
  private final RuleLine line;
  private final Position from;
  private final List<Episode> episodes = new ArrayList<>();
  private Episode open;

  /** What time brings, each before the events of its millisecond. */
  private record Turn(long ts, Deadlines.Deadline deadline, Rule removal) {}

  private Stretch(String deviceId, DeviceRow row, RuleLine line, Position from) {
    this.deviceId = deviceId;
    this.row = row;
    this.line = line;
    this.from = from;
  }

  /**
   * @param openBefore a copy of what is open when the stretch begins, or null; closed here if that
   *     is how it goes on
   * @return the alerts that open in the stretch, in order
   */
  static List<Episode> of(
      String deviceId, DeviceRow row, RuleLine line, Position from, Episode openBefore) {
    Stretch stretch = new Stretch(deviceId, row, line, from);
    stretch.open = openBefore;
    stretch.walk();
    return stretch.episodes;
  }

  private void walk() {
    PriorityQueue<Turn> turns = turns();
    if (open != null && open.closed == null && line.at(from.ts() - 1) == null && endedBefore()) {
      // The rule was said to have ended before the alert opened, further back than is judged again.
      open.close(from, Alert.RULE_REMOVED, null);
      open = null;
    }
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

  private boolean endedBefore() {
    for (Rule version : line.versions()) {
      if (version.effectiveFrom() < from.ts() && removes(version)) {
        return true;
      }
    }
    return false;
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

  private void turn(Turn turn) {
    Position at = Position.before(turn.ts());
    if (turn.removal() != null) {
      if (open != null) {
        open.close(at, Alert.RULE_REMOVED, null);
        open = null;
      }
    } else if (open == null) {
      Rule rule = line.at(turn.ts()).rule();
      if (Applies.to(rule, row)) {
        Position anchor = turn.deadline().anchor();
        open(Episode.of(deviceId, rule, at, true), anchor.ts(), List.of(anchor.eventId()));
      }
    }
  }

  private void event(int at) {
    DeviceLog log = row.log;
    RuleSpan span = line.at(log.ts(at));
    if (span == null) {
      return;
    }
    if (open != null) {
      if (span.rule().revokedBy(log.type(at), log.code(at))) {
        open.close(log.position(at), Alert.REVOKED_ON_EVENT, log.id(at));
        open = null;
      }
      return;
    }
    int[] matched = Completion.at(at, log, span);
    if (matched != null && Applies.to(span.rule(), row)) {
      open(
          Episode.of(deviceId, span.rule(), log.position(at), false),
          log.ts(matched[0]),
          ids(log, matched));
    }
  }

  static List<String> ids(DeviceLog log, int[] places) {
    return Arrays.stream(places).mapToObj(log::id).toList();
  }

  private void open(Episode episode, long faultTime, List<String> evidence) {
    episode.faultTime = faultTime;
    episode.evidence = evidence;
    episodes.add(episode);
    open = episode;
  }
}
