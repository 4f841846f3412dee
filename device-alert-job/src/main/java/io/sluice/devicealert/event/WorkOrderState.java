package io.sluice.devicealert.event;

/** How far the work on an alert is. */
public enum WorkOrderState {
  CREATED,
  APPROVED,
  ASSIGNED,
  IN_PROGRESS,
  COMPLETED,
  CLOSED,
  CANCELLED
}
