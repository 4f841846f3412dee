package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Severity;
import java.util.List;

/**
 * A message to whoever sends people. The same alerts always give the same messages with the same
 * ids, so a receiver tells a repetition by {@code dispatchId}.
 */
public final class Dispatch {
  public String dispatchId;
  public DispatchAction action;

  /** Null in a SUMMARY. */
  public String alertId;

  public String deviceId;
  public String alertType;
  public Severity severity;

  /** Event time in epoch milliseconds. */
  public long ts;

  public String reason;
  public int priority;
  public String ruleId;
  public long ruleVersion;
  public long openedAt;
  public long faultTime;
  public List<String> evidence = List.of();

  /** The event that it follows from; null where there is none. */
  public String causedBy;

  public String site;
  public String level;
  public String sla;
  public DeviceKnown deviceKnown = DeviceKnown.CURRENT;

  /** How many dispatches a SUMMARY stands for. */
  public int dispatches;

  /** The wall clock decided it, so event time has not come that far and may not for long. */
  public boolean byTheWall;

  /** Nobody is told: only the flood control, so that it can forget the alert. */
  public boolean unsaid;

  static Dispatch of(HeldAlert alert, DispatchAction action, String id, long ts, String reason) {
    Dispatch dispatch = new Dispatch();
    dispatch.dispatchId = id;
    dispatch.action = action;
    dispatch.ts = ts;
    dispatch.reason = reason;
    dispatch.alertId = alert.alertId;
    dispatch.deviceId = alert.deviceId;
    dispatch.alertType = alert.alertType;
    dispatch.severity = alert.severity;
    dispatch.priority = alert.priority;
    dispatch.ruleId = alert.ruleId;
    dispatch.ruleVersion = alert.ruleVersion;
    dispatch.openedAt = alert.openedAt;
    dispatch.faultTime = alert.faultTime;
    dispatch.evidence = alert.evidence;
    dispatch.causedBy = alert.cause();
    dispatch.site = alert.site;
    dispatch.level = alert.level;
    dispatch.sla = alert.sla;
    dispatch.deviceKnown = alert.deviceKnown;
    return dispatch;
  }
}
