package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes one alert of a rule's chatter, see {@link ChatterLatch}. Off by default, and then without
 * any effect. Openings are counted in the order of time, when the watermark has passed them.
 */
final class Chatter {
  /** Why nobody was sent for an alert that is part of another. */
  static final String PART = "CHATTER";

  private final DispatchRules rules;

  Chatter(DispatchRules rules) {
    this.rules = rules;
  }

  /** The next time at which an opening is to be counted or a rule has become quiet. */
  long next(DispatchRow row) {
    long next = HeldAlert.NEVER;
    if (!rules.latches()) {
      return next;
    }
    for (HeldAlert alert : row.alerts) {
      next = countable(alert) ? Math.min(next, alert.openedAt) : next;
    }
    for (ChatterLatch latch : row.latches) {
      if (latch.latched == null) {
        next = Math.min(next, latch.quietAt(rules));
      }
    }
    return next;
  }

  private static boolean countable(HeldAlert alert) {
    return alert.waiting() && !alert.counted;
  }

  /**
   * Counts the openings up to a time.
   *
   * @param absorbed takes those that are part of a latched alert
   */
  void count(DispatchRow row, long time, Consumer<HeldAlert> absorbed) {
    if (!rules.latches()) {
      return;
    }
    List<HeldAlert> opened = new ArrayList<>(row.alerts);
    opened.removeIf(alert -> !countable(alert) || alert.openedAt > time);
    opened.sort(Comparator.comparingLong(alert -> alert.openedAt));
    for (HeldAlert alert : opened) {
      ChatterLatch latch = row.latch(alert.ruleId);
      letGo(row, latch, alert.openedAt);
      alert.counted = true;
      if (latch.opened(alert, rules)) {
        alert.absorbed = true;
        absorbed.accept(alert);
      }
    }
    latch(row);
  }

  /** Keeps latched alerts open for as long as they stand for something. */
  void latch(DispatchRow row) {
    for (ChatterLatch latch : row.latches) {
      HeldAlert alert = latch.latched == null ? null : row.find(latch.latched);
      HeldAlert last = latch.latched == null ? null : row.find(latch.last);
      if (alert != null && last != null && !alert.over()) {
        alert.revokedAt =
            last.closedAt == HeldAlert.NEVER
                ? HeldAlert.NEVER
                : Math.max(last.closedAt, latch.quietAt(rules));
        alert.revokeReason = last.revokeReason;
        alert.revokedBy = last.revokedBy;
      }
    }
  }

  /** What opens after a latched alert has ended is not part of it. */
  private static void letGo(DispatchRow row, ChatterLatch latch, long time) {
    HeldAlert alert = latch.latched == null ? null : row.find(latch.latched);
    if (latch.latched != null && (alert == null || alert.over() || alert.revokedAt <= time)) {
      latch.latched = null;
    }
  }

  /** Whether the end of an alert may be the end of the one that it is part of. */
  boolean watches(DispatchRow row, HeldAlert alert) {
    return alert.absorbed
        && row.latches.stream()
            .anyMatch(latch -> latch.latched != null && alert.alertId.equals(latch.last));
  }

  void forget(DispatchRow row, long time) {
    for (ChatterLatch latch : row.latches) {
      letGo(row, latch, time);
    }
    row.latches.removeIf(latch -> latch.latched == null && latch.quietAt(rules) <= time);
  }
}
