package io.sluice.devicealert.event;

/** How far the work on an alert has come; the newest by ts holds. */
public final class WorkOrder extends Incoming {
  public String alertId;
  public String deviceId;
  public WorkOrderState state;
}
