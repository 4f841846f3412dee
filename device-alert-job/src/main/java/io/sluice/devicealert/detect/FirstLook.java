package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.rule.Kind;
import io.sluice.devicealert.rule.PatternSet;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleLine;
import io.sluice.devicealert.rule.RuleSpan;

/**
 * Judges an event at the end of the log, the usual case: what it closes, and one walk back for each
 * rule that it could complete.
 */
final class FirstLook {
  private final Subject subject;
  private final Announcements announcements;
  private final Agenda agenda;

  /** What the device has had of late, if anything depends on it. */
  private PatternSet recent = new PatternSet(0);

  FirstLook(Subject subject, Announcements announcements, Agenda agenda) {
    this.subject = subject;
    this.announcements = announcements;
    this.agenda = agenda;
  }

  void rulesChanged() {
    recent = new PatternSet(subject.book.patterns());
  }

  /** Judges the last event of the log. */
  void atTheEnd(Kind kind) {
    if (kind.unnamed()) {
      return;
    }
    int at = subject.row.log.size() - 1;
    closeAt(at);
    for (RuleSpan span : kind.alone()) {
      judge(at, span);
    }
    if (kind.groups().length > 0) {
      gather(at);
      for (Kind.Group group : kind.groups()) {
        if (recent.has(group.partner())) {
          group.spans().forEach(span -> judge(at, span));
        }
      }
    }
    for (RuleSpan span : kind.anchored()) {
      agenda.expect(subject.row.log.ts(at) + span.match().window());
    }
  }

  private void gather(int at) {
    recent.clear();
    DeviceLog log = subject.row.log;
    long after = log.ts(at) - subject.book.longestWindow();
    for (int back = at - 1; back >= 0 && log.ts(back) > after; back--) {
      recent.addAll(log.kind(back).patterns());
    }
  }

  private void closeAt(int at) {
    DeviceLog log = subject.row.log;
    Position position = null;
    for (int each = 0; each < subject.row.episodes.size(); each++) {
      Episode episode = subject.row.episodes.get(each);
      RuleLine line = subject.book.line(episode.ruleId);
      RuleSpan span = line == null ? null : line.at(log.ts(at));
      if (span != null && span.rule().revokedBy(log.type(at), log.code(at))) {
        position = position == null ? log.position(at) : position;
        if (episode.openAt(position)) {
          episode.close(position, Alert.REVOKED_ON_EVENT, log.id(at));
          announcements.revoke(episode);
        }
      }
    }
  }

  private void judge(int at, RuleSpan span) {
    DeviceLog log = subject.row.log;
    if (!span.judges(log.ts(at))) {
      return;
    }
    int[] matched = Completion.at(at, log, span);
    if (matched == null) {
      return;
    }
    Rule rule = span.rule();
    Position position = log.position(at);
    if (subject.row.openAt(rule.id(), position)) {
      announcements.repeated(rule);
    } else if (Applies.to(rule, subject.row)) {
      Episode episode = Episode.of(subject.deviceId, rule, position, false);
      episode.faultTime = log.ts(matched[0]);
      episode.evidence = Stretch.ids(log, matched);
      subject.row.episodes.add(episode);
      announcements.raise(episode, span);
      endWithRule(episode);
    } else {
      announcements.notFor(rule, log.ts(at));
    }
  }

  /** The rule of an alert that has just opened may be known to end. */
  private void endWithRule(Episode episode) {
    Rule removal = subject.book.line(episode.ruleId).removalFrom(episode.opened.ts());
    if (removal != null && removal.effectiveFrom() <= removal.knownAt()) {
      episode.close(Position.before(removal.effectiveFrom()), Alert.RULE_REMOVED, null);
      announcements.revoke(episode);
    }
    agenda.expectEndOf(episode);
  }
}
