package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleLine;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.Collection;
import java.util.TreeMap;

/** When a device is to be looked at though it says nothing: deadlines, and the ends of rules. */
final class Agenda {
  private final Subject subject;

  Agenda(Subject subject) {
    this.subject = subject;
  }

  void expect(long time) {
    DeviceRow row = subject.row;
    if (time > row.passed) {
      row.nextDeadline = Math.min(row.nextDeadline, time);
    }
  }

  /** What counts from the first sight of the device. */
  void expectAbsences() {
    for (RuleSpan span : subject.book.absences()) {
      expect(subject.row.firstSight.ts() + span.match().window());
    }
  }

  /** The removal that ends an alert, if one is announced and its time has not come. */
  void expectEndOf(Episode episode) {
    RuleLine line = subject.book.line(episode.ruleId);
    Rule removal = episode.gone || line == null ? null : line.removalFrom(episode.opened.ts());
    if (removal != null && episode.reaches(Position.before(removal.effectiveFrom()))) {
      expect(removal.effectiveFrom());
    }
  }

  void findNext() {
    DeviceRow row = subject.row;
    row.nextDeadline = DeviceRow.NEVER;
    for (RuleLine line : subject.book.deadlines()) {
      for (RuleSpan span : line.spans()) {
        for (Deadlines.Deadline next : Deadlines.of(row, span, row.passed, DeviceRow.NEVER - 1)) {
          expect(next.ts());
        }
      }
    }
    row.episodes.forEach(this::expectEndOf);
  }

  /**
   * Rules that time completes, and those that may end while an alert is open.
   *
   * @param from what lies before has been judged; an event that was judged at its arrival may have
   *     closed an alert behind it
   */
  Collection<RuleLine> timed(Position from) {
    TreeMap<String, RuleLine> timed = new TreeMap<>();
    subject.book.deadlines().forEach(line -> timed.put(line.id(), line));
    for (Episode episode : subject.row.episodes) {
      RuleLine line = subject.book.line(episode.ruleId);
      if (line != null && episode.reaches(from)) {
        timed.put(line.id(), line);
      }
    }
    return timed.values();
  }
}
