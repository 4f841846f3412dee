package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.OperatorAction;

/** What an operator did to a rule or an alert: which devices that is about, nobody can say. */
public final class SharedAct {
  /** As {@link Target} names it. */
  public String target;

  public long ts;
  public OperatorAction.Action act;
  public long until;

  static SharedAct of(OperatorAction action) {
    SharedAct shared = new SharedAct();
    shared.target =
        action.ruleId == null ? Target.alert(action.alertId) : Target.rule(action.ruleId);
    shared.ts = action.ts;
    shared.act = action.action;
    shared.until = action.until == null ? HeldAlert.NEVER : action.until;
    return shared;
  }

  static SharedAct of(ActionBook.Entry entry) {
    SharedAct shared = new SharedAct();
    shared.target = entry.target();
    shared.ts = entry.ts();
    shared.act = OperatorAction.Action.valueOf(entry.act().name());
    shared.until = entry.until();
    return shared;
  }

  ActionBook.Entry entry() {
    return new ActionBook.Entry(target, ts, ActionBook.Act.valueOf(act.name()), until);
  }

  /** Different for whatever is different. */
  String key() {
    return ts + "|" + act + "|" + until + "|" + target;
  }
}
