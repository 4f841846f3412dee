package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.event.WorkOrderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What truly happened to one device, at random, and ways in which the dispatch may hear of it. */
final class DispatchScenario {
  static final int END = 80;
  private static final String[] TYPES = {"HEAT", "OIL", "COOLANT"};

  /** An alert as it truly was. */
  record Truth(HeldAlert opening, long revokedAt) {}

  /** Something told, at the latest when the watermark reaches a time. */
  record Message(long ts, Tell tell) {}

  /** Hands something to a dispatch; twice is as good as once. */
  interface Tell {
    void to(DeviceDispatch dispatch, DispatchRow row, ActionBook shared, Decisions out);
  }

  final List<Truth> truths = new ArrayList<>();
  final List<WorkOrders.Entry> orders = new ArrayList<>();
  final List<ActionBook.Entry> deviceActs = new ArrayList<>();
  final List<ActionBook.Entry> ruleActs = new ArrayList<>();
  final List<Message> messages = new ArrayList<>();
  private final Random random;

  DispatchScenario(long seed) {
    random = new Random(seed);
    int alerts = 1 + random.nextInt(6);
    for (int i = 0; i < alerts; i++) {
      addAlert("a" + i);
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      addOrder("a" + random.nextInt(alerts));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      addAct(
          random.nextBoolean() ? Target.device() : Target.rule("rule-a" + random.nextInt(alerts)));
    }
  }

  private void addAlert(String id) {
    HeldAlert opening = opening(id, random.nextInt(50));
    boolean never = random.nextInt(5) == 0;
    long revokedAt = random.nextBoolean() ? opening.openedAt + random.nextInt(25) : HeldAlert.NEVER;
    int revision = 1;
    tell(opening.openedAt, raise(opening, revision));
    if (never || random.nextInt(4) == 0) {
      tell(opening.openedAt, revoke(id, ++revision, opening.openedAt, true));
    }
    if (never) {
      return;
    }
    if (revision > 1) {
      tell(opening.openedAt, raise(opening, ++revision));
    }
    if (revokedAt != HeldAlert.NEVER) {
      tell(revokedAt, revoke(id, ++revision, revokedAt, false));
    }
    truths.add(new Truth(opening, revokedAt));
  }

  private HeldAlert opening(String id, long openedAt) {
    Severity severity = Severity.values()[random.nextInt(3)];
    HeldAlert alert =
        Story.alert(id, severity, TYPES[random.nextInt(3)], openedAt, random.nextInt(15));
    alert.priority = random.nextInt(2);
    alert.overrides = random.nextBoolean() ? List.of(TYPES[random.nextInt(3)]) : List.of();
    return alert;
  }

  private static Tell raise(HeldAlert opening, int revision) {
    return (dispatch, row, shared, out) -> {
      HeldAlert said = new HeldAlert();
      said.alertId = opening.alertId;
      said.deviceId = opening.deviceId;
      said.restate(opening);
      said.revision = revision;
      dispatch.raise(row, said, out);
    };
  }

  private static Tell revoke(String id, int revision, long at, boolean never) {
    return (dispatch, row, shared, out) -> {
      HeldAlert said = Story.alert(id, Severity.INFO, "?", 0, 0);
      said.revision = revision;
      dispatch.revoke(row, said, at, never ? "LATE_EVIDENCE" : "REVOKED_ON_EVENT", never, out);
    };
  }

  private void addOrder(String alertId) {
    WorkOrderState[] states = WorkOrderState.values();
    WorkOrders.Entry order =
        new WorkOrders.Entry(alertId, random.nextInt(60), states[random.nextInt(states.length)]);
    orders.add(order);
    tell(order.ts(), (dispatch, row, shared, out) -> dispatch.workOrder(row, order));
  }

  private void addAct(String target) {
    long ts = random.nextInt(60);
    boolean shelve = random.nextInt(3) > 0;
    ActionBook.Entry act =
        new ActionBook.Entry(
            target,
            ts,
            shelve ? ActionBook.Act.SHELVE : ActionBook.Act.UNSHELVE,
            shelve ? ts + random.nextInt(30) : 0);
    if (target.equals(Target.device())) {
      deviceActs.add(act);
      tell(ts, (dispatch, row, shared, out) -> dispatch.act(row, act));
    } else {
      ruleActs.add(act);
      tell(ts, (dispatch, row, shared, out) -> shared.add(act));
    }
  }

  private void tell(long ts, Tell tell) {
    messages.add(new Message(ts, tell));
  }

  /** The messages in the order of their times. */
  List<Message> inOrder() {
    List<Message> ordered = new ArrayList<>(messages);
    ordered.sort(Comparator.comparingLong(Message::ts));
    return ordered;
  }
}
