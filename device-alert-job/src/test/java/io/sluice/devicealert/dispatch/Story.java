package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.event.WorkOrderState;
import java.util.List;

/** One device and what happens to it, told in the order in which the dispatch hears of it. */
final class Story {
  final Journal journal = new Journal();
  final ActionBook shared = new ActionBook();
  final DeviceDispatch dispatch;
  DispatchRow row = new DispatchRow();

  Story() {
    this(DispatchRules.DEFAULTS);
  }

  Story(DispatchRules rules) {
    dispatch = new DeviceDispatch(rules, shared);
  }

  static HeldAlert alert(String id, Severity severity, String type, long openedAt, long hold) {
    HeldAlert alert = new HeldAlert();
    alert.alertId = id;
    alert.deviceId = "d1";
    alert.ruleId = "rule-" + id;
    alert.ruleVersion = 1;
    alert.alertType = type;
    alert.severity = severity;
    alert.hold = hold;
    alert.openedAt = openedAt;
    alert.faultTime = openedAt;
    alert.revision = 1;
    return alert;
  }

  Story raised(String id, Severity severity, String type, long openedAt, long hold) {
    return raised(alert(id, severity, type, openedAt, hold));
  }

  Story raised(HeldAlert alert) {
    dispatch.raise(row, alert, journal);
    return this;
  }

  Story overriding(String id, Severity severity, String type, long openedAt, String... overrides) {
    HeldAlert alert = alert(id, severity, type, openedAt, 1000);
    alert.overrides = List.of(overrides);
    return raised(alert);
  }

  Story revoked(String id, int revision, long at) {
    return revoked(id, revision, at, false);
  }

  Story neverWas(String id, int revision, long openedAt) {
    return revoked(id, revision, openedAt, true);
  }

  private Story revoked(String id, int revision, long at, boolean never) {
    HeldAlert said = alert(id, Severity.INFO, "?", 0, 0);
    said.revision = revision;
    dispatch.revoke(row, said, at, never ? "LATE_EVIDENCE" : "REVOKED_ON_EVENT", never, journal);
    return this;
  }

  Story workOrder(String id, long ts, WorkOrderState state) {
    dispatch.workOrder(row, new WorkOrders.Entry(id, ts, state));
    return this;
  }

  Story shelved(long ts, long until) {
    dispatch.act(row, new ActionBook.Entry(Target.device(), ts, ActionBook.Act.SHELVE, until));
    return this;
  }

  Story unshelved(long ts) {
    dispatch.act(row, new ActionBook.Entry(Target.device(), ts, ActionBook.Act.UNSHELVE, 0));
    return this;
  }

  Story acknowledged(long ts) {
    dispatch.act(row, new ActionBook.Entry(Target.device(), ts, ActionBook.Act.ACK, 0));
    return this;
  }

  Story ruleShelved(String ruleId, long ts, long until) {
    shared.add(new ActionBook.Entry(Target.rule(ruleId), ts, ActionBook.Act.SHELVE, until));
    return this;
  }

  Story watermark(long time) {
    dispatch.advance(row, time, journal);
    return this;
  }

  List<String> sent() {
    return journal.sent;
  }
}
