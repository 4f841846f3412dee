package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.dispatch.Explanation.Step;
import io.sluice.devicealert.dispatch.HeldAlert.Progress;
import io.sluice.devicealert.event.WorkOrderState;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides who is sent out for the alerts of a device, and called back.
 *
 * <p>It is told what it needs in any order and any number of times (alerts in revisions, work
 * orders, acts of operators) and decides nothing then. Decisions are made by {@link #advance},
 * which is called when the watermark has passed a time, so when all that has a part in it is known:
 * it goes from one time at which something may change to the next, and at each in a fixed order:
 * work orders, acts, revokes, then dispatches by severity, priority and rule id. So the messages
 * are those that perfectly ordered input would give, whatever the order of arrival, how often the
 * watermark moves, and where a restart falls in between. All there is to know about a device is in
 * its {@link DispatchRow}.
 *
 * <p>What comes too late for that, its time being before what was decided already, is decided at
 * once and stamped with the time that the device has reached. Somebody who was sent for nothing is
 * called back then: a CANCEL is owed from the moment a DISPATCH went out, and nothing suppresses
 * it.
 */
final class DeviceDispatch {
  static final String HOLD_PASSED = "HOLD_PASSED";
  static final String RELEASED = "RELEASED";
  static final String UNACKNOWLEDGED = "UNACKNOWLEDGED";

  private final DispatchRules rules;
  private final Suppression suppression;
  private final Chatter chatter;
  private long remindUntil = HeldAlert.NEVER - 1;

  /**
   * @param shared acts on rules and alerts, which no device owns
   */
  DeviceDispatch(DispatchRules rules, ActionBook shared) {
    this.rules = rules;
    this.suppression = new Suppression(shared);
    this.chatter = new Chatter(rules);
  }

  /** Nothing comes any more: reminders beyond a time would go on for ever. */
  void remindUntil(long time) {
    remindUntil = time;
  }

  /** An alert opened, or what was said of its opening is replaced. */
  void raise(DispatchRow row, HeldAlert said, Decisions out) {
    HeldAlert alert = row.find(said.alertId);
    if (alert == null) {
      alert = said;
      alert.raised = true;
      row.alerts.add(alert);
    } else if (alert.raised && said.revision <= alert.revision) {
      return;
    } else {
      take(alert, said);
    }
    if (alert.waiting() && alert.revokedAt == HeldAlert.NEVER) {
      out.explain(Explanation.of(alert, Step.HELD, alert.openedAt, "HOLD"));
    }
  }

  private static void take(HeldAlert alert, HeldAlert said) {
    boolean replaces = said.revision > alert.revision;
    if (replaces && !alert.sent()) {
      alert.reopen();
    } else if (replaces) {
      // It was to be called off, and is not to be any more.
      alert.revokedAt = HeldAlert.NEVER;
      alert.closedAt = HeldAlert.NEVER;
      alert.revokedBy = null;
    }
    alert.restate(said);
    alert.revision = Math.max(alert.revision, said.revision);
  }

  /**
   * An alert closed.
   *
   * @param said with the revision of the REVOKE; of its opening nothing is known
   * @param never the alert never was: late evidence took its opening away
   */
  void revoke(
      DispatchRow row,
      HeldAlert said,
      long revokedAt,
      String reason,
      boolean never,
      Decisions out) {
    HeldAlert alert = row.find(said.alertId);
    if (alert == null) {
      alert = said;
      row.alerts.add(alert);
    } else if (said.revision <= alert.revision) {
      return;
    }
    if (alert.neverWas && !never) {
      // What closes it has overtaken what says that it was after all.
      alert.reopen();
    }
    alert.revision = said.revision;
    alert.revokedAt = revokedAt;
    alert.closedAt = revokedAt;
    alert.revokeReason = reason;
    alert.revokedBy = said.revokedBy;
    if (never && !alert.over()) {
      withdraw(row, alert, out);
    }
    chatter.latch(row);
  }

  /** It may have held back others, so what was decided before is looked at again. */
  private static void withdraw(DispatchRow row, HeldAlert alert, Decisions out) {
    row.overdue |= alert.openedAt <= row.clock;
    if (!alert.sent()) {
      alert.neverWas = true;
      long time = Math.max(row.clock, alert.revokedAt);
      finish(alert, time, out, Step.NOT_SENT, alert.revokeReason);
    }
  }

  void workOrder(DispatchRow row, WorkOrders.Entry entry) {
    row.orders.add(entry);
  }

  /** An act on the device itself. */
  void act(DispatchRow row, ActionBook.Entry entry) {
    row.actions.add(entry);
    row.overdue |= entry.ts() <= row.clock;
  }

  /** Decides all up to a time, that included; everything up to it has been told. */
  void advance(DispatchRow row, long to, Decisions out) {
    for (long next = next(row); next <= to && next != HeldAlert.NEVER; next = next(row)) {
      decide(row, next, out);
    }
  }

  /** The next time at which something may have to be decided; {@link HeldAlert#NEVER} if none. */
  long next(DispatchRow row) {
    if (row.overdue) {
      return row.clock;
    }
    long next = row.actions.nextChange(Target.device(), row.clock);
    long orphan = row.orders.oldestOrphan(alertId -> wanted(row, alertId));
    next = Math.min(next, later(orphan, rules.remember()));
    next = Math.min(next, later(row.actions.oldestEnd(), rules.remember()));
    next = Math.min(next, chatter.next(row));
    for (HeldAlert alert : row.alerts) {
      next = Math.min(next, next(row, alert));
    }
    return Math.max(next, row.clock);
  }

  /** As {@link #next(DispatchRow)}, of alerts that somebody may wait for. */
  long nextDecision(DispatchRow row) {
    long next = HeldAlert.NEVER;
    for (HeldAlert alert : row.alerts) {
      if (alert.raised && !alert.over()) {
        next = Math.min(next, Math.min(next(row, alert), shelvingChange(row, alert)));
      }
    }
    return next;
  }

  private static long shelvingChange(DispatchRow row, HeldAlert alert) {
    return alert.waiting() ? row.actions.nextChange(Target.device(), row.clock) : HeldAlert.NEVER;
  }

  private long next(DispatchRow row, HeldAlert alert) {
    if (alert.over()) {
      return chatter.watches(row, alert) ? HeldAlert.NEVER : later(alert.overAt, rules.remember());
    }
    if (!alert.raised) {
      return later(alert.revokedAt, rules.remember());
    }
    long next = Math.min(alert.revokedAt, suppression.nextAct(alert, row.clock));
    if (alert.waiting() && !alert.decided) {
      next = Math.min(next, alert.due());
    }
    return Math.min(next, nextReminder(alert));
  }

  private long nextReminder(HeldAlert alert) {
    if (!rules.reminds() || !alert.sent() || alert.acknowledged) {
      return HeldAlert.NEVER;
    }
    long next = later(alert.sentAt, (alert.reminders + 1L) * rules.remindEvery());
    return next > remindUntil ? HeldAlert.NEVER : next;
  }

  private static long later(long time, long by) {
    return time == HeldAlert.NEVER || time + by < time ? HeldAlert.NEVER : time + by;
  }

  private void decide(DispatchRow row, long time, Decisions out) {
    row.clock = time;
    row.overdue = false;
    acknowledge(row, time, out);
    chatter.count(row, time, alert -> finish(alert, time, out, Step.NOT_SENT, Chatter.PART));
    List<HeldAlert> alerts = new ArrayList<>(row.alerts);
    alerts.sort(HeldAlert.BY_URGENCY);
    for (HeldAlert alert : alerts) {
      if (alert.raised && !alert.over() && alert.revokedAt <= time) {
        close(row, alert, time, out);
      }
    }
    for (HeldAlert alert : alerts) {
      if (alert.waiting() && alert.due() <= time) {
        dispatch(row, alert, time, out);
      }
    }
    for (HeldAlert alert : alerts) {
      remind(alert, time, out);
    }
    forget(row, time);
  }

  private void acknowledge(DispatchRow row, long time, Decisions out) {
    for (HeldAlert alert : row.alerts) {
      if (alert.sent() && !alert.acknowledged && suppression.acknowledged(row, alert, time)) {
        alert.acknowledged = true;
        out.explain(Explanation.of(alert, Step.ACKNOWLEDGED, time, "ACK"));
      }
    }
  }

  private void close(DispatchRow row, HeldAlert alert, long time, Decisions out) {
    if (alert.sent()) {
      callOff(row, alert, time, out);
    } else if (!alert.endsWithItsHold(time)) {
      boolean held = alert.revokedAt - alert.openedAt < alert.hold;
      finish(alert, time, out, Step.NOT_SENT, held ? "REVOKED_IN_HOLD" : "REVOKED_WHILE_HELD_BACK");
    }
  }

  private void dispatch(DispatchRow row, HeldAlert alert, long time, Decisions out) {
    List<String> causes = suppression.causes(row, alert, time);
    if (causes.isEmpty()) {
      String reason = alert.decided ? RELEASED : HOLD_PASSED;
      alert.causes = causes;
      alert.progress = Progress.SENT;
      alert.decided = true;
      alert.sentAt = time;
      alert.timesSent++;
      alert.reminders = 0;
      send(alert, DispatchAction.DISPATCH, time, reason, out);
      out.explain(Explanation.of(alert, Step.DISPATCHED, time, reason));
      if (alert.revokedAt <= time) {
        callOff(row, alert, time, out);
      }
    } else if (alert.revokedAt <= time) {
      alert.causes = causes;
      finish(alert, time, out, Step.NOT_SENT, "REVOKED_WHILE_HELD_BACK");
    } else if (!alert.decided || !causes.equals(alert.causes)) {
      alert.decided = true;
      alert.causes = causes;
      out.explain(Explanation.of(alert, Step.SUPPRESSED, time, "HELD_BACK"));
    }
  }

  /** Somebody was sent, and the condition is gone: what is owed depends on the work. */
  private void callOff(DispatchRow row, HeldAlert alert, long time, Decisions out) {
    // Where the revoke itself came too late, the work may be further than at its time.
    long asOf = alert.revokedAt < time ? HeldAlert.NEVER : time;
    WorkOrderState work = row.orders.at(alert.alertId, asOf);
    String reason = alert.revokeReason;
    alert.causes = List.of();
    if (work == null || work.compareTo(WorkOrderState.IN_PROGRESS) < 0) {
      send(alert, DispatchAction.CANCEL, time, reason, out);
      finish(alert, time, out, Step.CANCELLED, reason);
    } else if (work == WorkOrderState.IN_PROGRESS) {
      send(alert, DispatchAction.NOTE, time, reason, out);
      finish(alert, time, out, Step.NOTED, reason);
    } else {
      Dispatch unsaid =
          Dispatch.of(alert, DispatchAction.NOTE, alert.alertId + ":NOTHING", time, work.name());
      unsaid.unsaid = true;
      out.settled(unsaid);
      finish(alert, time, out, Step.NOTHING_TO_CANCEL, work.name());
    }
  }

  private void remind(HeldAlert alert, long time, Decisions out) {
    if (nextReminder(alert) <= time) {
      alert.reminders++;
      send(alert, DispatchAction.REMIND, time, UNACKNOWLEDGED, out);
    }
  }

  private static void finish(HeldAlert alert, long time, Decisions out, Step step, String reason) {
    out.explain(Explanation.of(alert, step, time, reason));
    alert.progress = Progress.OVER;
    alert.overAt = time;
    alert.causes = List.of();
    if (!alert.neverWas) {
      alert.evidence = List.of();
    }
  }

  private static void send(
      HeldAlert alert, DispatchAction action, long time, String reason, Decisions out) {
    out.send(Dispatch.of(alert, action, id(alert, action), time, reason));
  }

  /** Alert and action; numbered only where an alert is sent out again after late evidence. */
  private static String id(HeldAlert alert, DispatchAction action) {
    String id = alert.alertId + ":" + action;
    if (alert.timesSent > 1) {
      id += ":" + alert.timesSent;
    }
    return action == DispatchAction.REMIND ? id + ":" + alert.reminders : id;
  }

  private void forget(DispatchRow row, long time) {
    row.alerts.removeIf(alert -> (alert.over() || !alert.raised) && next(row, alert) <= time);
    chatter.forget(row, time);
    row.actions.prune(time - rules.remember());
    row.orders.prune(time, time - rules.remember(), alertId -> wanted(row, alertId));
  }

  /** Whether a work order of the alert may still count. */
  private static boolean wanted(DispatchRow row, String alertId) {
    HeldAlert alert = row.find(alertId);
    return alert != null && !alert.over();
  }
}
