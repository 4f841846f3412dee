package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.WorkOrderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The law of the dispatch over what truly happened, as plainly as it can be written: millisecond by
 * millisecond, all of the past looked at each time, nothing remembered but who was sent and who was
 * called back.
 */
final class DispatchReference {
  private final DispatchScenario scenario;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> sent = new HashSet<>();
  private final Set<String> calledOff = new HashSet<>();

  DispatchReference(DispatchScenario scenario) {
    this.scenario = scenario;
  }

  List<String> lines() {
    List<DispatchScenario.Truth> truths = new ArrayList<>(scenario.truths);
    truths.sort(
        Comparator.comparing((DispatchScenario.Truth t) -> t.opening().severity)
            .thenComparing(t -> t.opening().priority)
            .reversed()
            .thenComparing(t -> t.opening().ruleId));
    for (long time = 0; time <= 10 * DispatchScenario.END; time++) {
      for (DispatchScenario.Truth truth : truths) {
        if (truth.revokedAt() == time && sent.contains(id(truth))) {
          callOff(truth, time);
        }
      }
      for (DispatchScenario.Truth truth : truths) {
        if (mayGo(truth, time)) {
          boolean punctual = time == due(truth);
          lines.add(
              Journal.line(time, "DISPATCH", id(truth), punctual ? "HOLD_PASSED" : "RELEASED"));
          sent.add(id(truth));
          if (truth.revokedAt() == time) {
            callOff(truth, time);
          }
        }
      }
    }
    return lines;
  }

  private boolean mayGo(DispatchScenario.Truth truth, long time) {
    boolean over =
        truth.revokedAt() - truth.opening().openedAt < truth.opening().hold
            || (time == due(truth) ? truth.revokedAt() < time : truth.revokedAt() <= time);
    return time >= due(truth)
        && !sent.contains(id(truth))
        && !over
        && !shelved(scenario.deviceActs, Target.device(), time)
        && !shelved(scenario.ruleActs, Target.rule(truth.opening().ruleId), time)
        && scenario.truths.stream().noneMatch(other -> holdsBack(other, truth, time));
  }

  private boolean holdsBack(DispatchScenario.Truth other, DispatchScenario.Truth it, long time) {
    if (other == it || other.opening().openedAt > time || other.revokedAt() <= time) {
      return false;
    }
    int severity = other.opening().severity.compareTo(it.opening().severity);
    boolean higher =
        severity > 0 || (severity == 0 && other.opening().priority > it.opening().priority);
    return (higher && other.opening().overrides.contains(it.opening().alertType))
        || (sent.contains(id(other)) && other.opening().alertType.equals(it.opening().alertType));
  }

  private static boolean shelved(List<ActionBook.Entry> acts, String target, long time) {
    return acts.stream()
        .filter(act -> act.target().equals(target) && act.ts() <= time)
        .max(
            Comparator.comparingLong(ActionBook.Entry::ts)
                .thenComparing(act -> act.act() == ActionBook.Act.UNSHELVE)
                .thenComparing(ActionBook.Entry::until))
        .filter(act -> act.act() == ActionBook.Act.SHELVE && act.until() > time)
        .isPresent();
  }

  private void callOff(DispatchScenario.Truth truth, long time) {
    WorkOrderState work =
        scenario.orders.stream()
            .filter(order -> order.alertId().equals(id(truth)) && order.ts() <= time)
            .max(
                Comparator.comparingLong(WorkOrders.Entry::ts)
                    .thenComparing(WorkOrders.Entry::state))
            .map(WorkOrders.Entry::state)
            .orElse(WorkOrderState.CREATED);
    if (calledOff.add(id(truth))) {
      switch (work) {
        case CREATED, APPROVED, ASSIGNED ->
            lines.add(Journal.line(time, "CANCEL", id(truth), "REVOKED_ON_EVENT"));
        case IN_PROGRESS -> lines.add(Journal.line(time, "NOTE", id(truth), "REVOKED_ON_EVENT"));
        default -> {}
      }
    }
  }

  private static long due(DispatchScenario.Truth truth) {
    return truth.opening().openedAt + truth.opening().hold;
  }

  private static String id(DispatchScenario.Truth truth) {
    return truth.opening().alertId;
  }
}
