package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds back a dispatch at a time: an open alert of the device that is more urgent and
 * overrides this type, whether it was sent itself or not; the device, the rule or the alert being
 * shelved; an alert of the same type for which somebody was sent and which is still open.
 */
final class Suppression {
  private final ActionBook shared;

  /**
   * @param shared acts on rules and alerts
   */
  Suppression(ActionBook shared) {
    this.shared = shared;
  }

  /** The causes in a fixed order, none if it may go out. */
  List<String> causes(DispatchRow row, HeldAlert alert, long time) {
    List<String> causes = new ArrayList<>(0);
    for (HeldAlert other : row.alerts) {
      if (other != alert && other.openAt(time)) {
        if (other.overrides.contains(alert.alertType) && other.moreUrgentThan(alert)) {
          causes.add("OVERRIDDEN_BY:" + other.alertId);
        }
        if (other.sent() && other.alertType.equals(alert.alertType)) {
          causes.add("SAME_TYPE_SENT:" + other.alertId);
        }
      }
    }
    shelved(row.actions, Target.device(), "SHELVED_DEVICE:" + alert.deviceId, time, causes);
    shelved(shared, Target.rule(alert.ruleId), "SHELVED_RULE:" + alert.ruleId, time, causes);
    shelved(shared, Target.alert(alert.alertId), "SHELVED_ALERT:" + alert.alertId, time, causes);
    causes.sort(null);
    return causes;
  }

  private static void shelved(
      ActionBook book, String target, String cause, long time, List<String> causes) {
    if (book.shelvedUntil(target, time) != ActionBook.NOT_SHELVED) {
      causes.add(cause);
    }
  }

  /** When an act on the rule or the alert counts next, after a time. */
  long nextAct(HeldAlert alert, long after) {
    return Math.min(
        shared.nextChange(Target.rule(alert.ruleId), after),
        shared.nextChange(Target.alert(alert.alertId), after));
  }

  boolean acknowledged(DispatchRow row, HeldAlert alert, long time) {
    return row.actions.acknowledged(Target.device(), alert.sentAt, time)
        || shared.acknowledged(Target.rule(alert.ruleId), alert.sentAt, time)
        || shared.acknowledged(Target.alert(alert.alertId), alert.sentAt, time);
  }
}
