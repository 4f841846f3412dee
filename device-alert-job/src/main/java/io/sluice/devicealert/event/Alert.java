package io.sluice.devicealert.event;

import java.util.List;

/**
 * One message about an alert: that it opened, or that it closed or never was. (alertId, action,
 * revision) is its identity; a message of a higher revision replaces what lower ones of the same
 * alert said.
 *
 * @param alertId hash of device, rule and the opening event (the deadline where there is none)
 * @param revision 1 for the first message about the alert, one more for each further one
 * @param ruleVersion the version that judged the opening
 * @param hold milliseconds that a dispatch waits
 * @param overrides alert types that this one suppresses on its device
 * @param ts event time of what the message says: of the opening, or of the closing. A REVOKE with
 *     the reason {@value #LATE_EVIDENCE} says that the alert never was and carries the time of the
 *     opening
 * @param faultTime event time of the first event that led to the opening, epoch milliseconds
 * @param reason why the message is sent
 * @param evidence ids of the events that the message follows from, in their order; of a REVOKE the
 *     one that closed it
 * @param recordedAt when it was found out, epoch milliseconds
 */
public record Alert(
    String alertId,
    AlertAction action,
    int revision,
    String ruleId,
    long ruleVersion,
    String deviceId,
    String alertType,
    Severity severity,
    int priority,
    long hold,
    List<String> overrides,
    long ts,
    long faultTime,
    String reason,
    List<String> evidence,
    long recordedAt) {

  /** RAISE: the rule was completed. */
  public static final String COMPLETED = "COMPLETED";

  /**
   * RAISE: the rule was completed, but the device had sent more than its log takes, so that what
   * should have cancelled it may be missing.
   */
  public static final String LOG_OVERFLOW = "LOG_OVERFLOW";

  /** REVOKE: an event that the rule names in revokeOn. */
  public static final String REVOKED_ON_EVENT = "REVOKED_ON_EVENT";

  /** REVOKE: an event that came out of order shows that the alert never was. */
  public static final String LATE_EVIDENCE = "LATE_EVIDENCE";

  /** REVOKE: a recovery that came beyond the tolerance, which is applied for nothing else. */
  public static final String LATE_RECOVERY = "LATE_RECOVERY";

  /** REVOKE: the rule is gone. */
  public static final String RULE_REMOVED = "RULE_REMOVED";
}
