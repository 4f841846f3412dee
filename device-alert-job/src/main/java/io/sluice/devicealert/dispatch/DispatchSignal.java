package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.WorkOrder;
import io.sluice.devicealert.event.WorkOrderState;

/** One thing that the dispatch of a device is told: an alert message, a work order, or an act. */
public final class DispatchSignal {
  public String deviceId;

  /** Event time, epoch milliseconds. */
  public long ts;

  /** Null unless it is an alert message. */
  public Alert alert;

  /** What is configured about the alert's device; null for nothing. */
  public DeviceConfig device;

  public DeviceKnown deviceKnown = DeviceKnown.CURRENT;

  /** The work order's alert, and null unless it is one. */
  public String orderedFor;

  public WorkOrderState orderState;

  /** The act's, and null unless it is one. */
  public OperatorAction.Action act;

  /** End of a shelving; {@link HeldAlert#NEVER} for none. */
  public long until;

  static DispatchSignal of(Alert alert) {
    DispatchSignal signal = new DispatchSignal();
    signal.deviceId = alert.deviceId();
    signal.ts = alert.ts();
    signal.alert = alert;
    return signal;
  }

  static DispatchSignal of(WorkOrder order) {
    DispatchSignal signal = new DispatchSignal();
    signal.deviceId = order.deviceId;
    signal.ts = order.ts;
    signal.orderedFor = order.alertId;
    signal.orderState = order.state;
    return signal;
  }

  /** An act on a device. */
  static DispatchSignal of(OperatorAction action) {
    DispatchSignal signal = new DispatchSignal();
    signal.deviceId = action.deviceId;
    signal.ts = action.ts;
    signal.act = action.action;
    signal.until = action.until == null ? HeldAlert.NEVER : action.until;
    return signal;
  }

  public String deviceId() {
    return deviceId;
  }
}
