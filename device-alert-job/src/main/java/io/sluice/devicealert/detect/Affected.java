package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.Kind;
import io.sluice.devicealert.rule.PatternSet;
import io.sluice.devicealert.rule.RuleLine;
import java.util.Collection;
import java.util.TreeMap;

/**
 * The rules of which an event that belongs further in may change anything: those that name it and
 * of which the device has an alert, or all events that they are made of. The others have opened
 * nothing and still cannot, so that an event out of order, too, costs what its device has seen and
 * not what rules there are.
 */
final class Affected {
  private final Subject subject;
  private final TreeMap<String, RuleLine> lines = new TreeMap<>();

  /** What the log holds. */
  private PatternSet present = new PatternSet(0);

  Affected(Subject subject) {
    this.subject = subject;
  }

  void rulesChanged() {
    present = new PatternSet(subject.book.patterns());
  }

  /**
   * By an event that is in the log now.
   *
   * @param replaced what the same event was before, or null
   * @param firstSight whether it is the first one of the device, from which absences count
   */
  Collection<RuleLine> by(Kind kind, Kind replaced, boolean firstSight) {
    lines.clear();
    if (!kind.unnamed() || replaced != null) {
      gather();
      add(kind);
    }
    if (replaced != null) {
      add(replaced);
    }
    if (firstSight) {
      subject.book.deadlines().forEach(line -> lines.put(line.id(), line));
    }
    return lines.values();
  }

  private void gather() {
    present.clear();
    DeviceLog log = subject.row.log;
    for (int at = 0; at < log.size(); at++) {
      present.addAll(log.kind(at).patterns());
    }
  }

  private void add(Kind kind) {
    for (Kind.Stake stake : kind.stakes()) {
      RuleLine line = stake.line();
      if (present.hasAll(stake.needs()) || subject.row.hasEpisodeOf(line.id())) {
        lines.put(line.id(), line);
      }
    }
  }
}
