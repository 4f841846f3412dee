package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.List;

/** All that the dispatch knows of one device, changed in place. */
public final class DispatchRow {
  static final long NOT_YET = Long.MIN_VALUE;

  /** Event time up to which everything is decided. */
  long clock = NOT_YET;

  /** Something came too late for its time: to be decided at the clock. */
  boolean overdue;

  final List<HeldAlert> alerts = new ArrayList<>(2);
  final List<ChatterLatch> latches = new ArrayList<>(0);
  final WorkOrders orders = new WorkOrders();
  final ActionBook actions = new ActionBook();

  /** The largest event time heard of, and when it was heard: what the wall clock goes by. */
  long heardTs = NOT_YET;

  long heardAt = NOT_YET;

  /** When the wall clock's timer rings, {@link HeldAlert#NEVER} for none. */
  long wallTimer = HeldAlert.NEVER;

  HeldAlert find(String alertId) {
    for (HeldAlert alert : alerts) {
      if (alert.alertId.equals(alertId)) {
        return alert;
      }
    }
    return null;
  }

  ChatterLatch latch(String ruleId) {
    for (ChatterLatch latch : latches) {
      if (latch.ruleId.equals(ruleId)) {
        return latch;
      }
    }
    ChatterLatch latch = new ChatterLatch(ruleId);
    latches.add(latch);
    return latch;
  }

  /** Nothing is known that a device never heard of would not have as well. */
  public boolean empty() {
    return alerts.isEmpty() && latches.isEmpty() && orders.empty() && actions.empty();
  }
}
