package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.EventPattern;
import io.sluice.devicealert.rule.MatchKind;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The deadlines of absences and durations that nothing prevents, by what the log holds. An event at
 * a deadline comes too late to prevent it.
 */
final class Deadlines {
  private static final long NEVER = Long.MAX_VALUE;

  private final DeviceRow row;
  private final RuleSpan span;
  private final EventPattern of;
  private final long window;
  private final List<Deadline> found = new ArrayList<>();

  /** Time of the next event that cancels all raises; and, by code, those of one code. */
  private long nextCancel = NEVER;

  private final Map<String, Long> nextRecovery = new HashMap<>();

  /**
   * A completion by time.
   *
   * @param anchor the event that it counts from
   */
  record Deadline(long ts, Position anchor) {}

  private Deadlines(DeviceRow row, RuleSpan span) {
    this.row = row;
    this.span = span;
    this.of = span.match().of();
    this.window = span.match().window();
  }

  /** Those in (after, until] that the version judges, in no particular order. */
  static List<Deadline> of(DeviceRow row, RuleSpan span, long after, long until) {
    if (!span.match().kind().byDeadline()) {
      return List.of();
    }
    Deadlines deadlines = new Deadlines(row, span);
    deadlines.collect();
    return deadlines.found.stream()
        .filter(each -> each.ts() > after && each.ts() <= until && span.judges(each.ts()))
        .toList();
  }

  private void collect() {
    DeviceLog log = row.log;
    boolean absence = span.match().kind() == MatchKind.ABSENCE;
    boolean sightPending = absence && row.firstSight != null;
    for (int at = log.size() - 1; at >= 0; at--) {
      if (sightPending && log.position(at).compareTo(row.firstSight) <= 0) {
        sightPending = false;
        add(row.firstSight, nextCancel);
      }
      visit(at, absence);
    }
    if (sightPending) {
      add(row.firstSight, nextCancel);
    }
  }

  private void visit(int at, boolean absence) {
    DeviceLog log = row.log;
    EventType type = log.type(at);
    String code = log.code(at);
    if (of.matches(type, code)) {
      long recovered = absence ? NEVER : nextRecovery.getOrDefault(String.valueOf(code), NEVER);
      add(log.position(at), Math.min(nextCancel, recovered));
      nextCancel = absence ? log.ts(at) : nextCancel;
    }
    if (span.recoversItself() && type == EventType.RECOVERY) {
      nextRecovery.put(String.valueOf(code), log.ts(at));
    }
    int cancelled = span.cancels(type, code);
    if (cancelled != 0) {
      nextCancel = log.ts(at);
    }
  }

  private void add(Position anchor, long cancelled) {
    long deadline = anchor.ts() + window;
    if (anchor.ts() >= span.lifeStart() && cancelled >= deadline) {
      found.add(new Deadline(deadline, anchor));
    }
  }
}
