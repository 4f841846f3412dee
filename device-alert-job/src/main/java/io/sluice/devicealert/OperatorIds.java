package io.sluice.devicealert;

import io.sluice.common.runtime.OperatorId;

/**
 * The operators of the job. Append-only: a uid is bound to its state in every savepoint and never
 * given to another operator.
 */
public final class OperatorIds {
  public static final OperatorId READ_DEVICE_EVENTS = OperatorId.of("read-device-events");
  public static final OperatorId JUDGE_LATENESS = OperatorId.of("judge-lateness");
  public static final OperatorId SPLIT_EVENTS = OperatorId.of("split-events");
  public static final OperatorId READ_RULES = OperatorId.of("read-rules");
  public static final OperatorId CHECK_RULES = OperatorId.of("check-rules");
  public static final OperatorId DETECT_ALERTS = OperatorId.of("detect-alerts");
  public static final OperatorId WRITE_ALERTS = OperatorId.of("write-alerts");
  public static final OperatorId WRITE_LATE = OperatorId.of("write-late");
  public static final OperatorId WRITE_REJECTS = OperatorId.of("write-rejects");
  public static final OperatorId WRITE_RULE_STATUS = OperatorId.of("write-rule-status");

  private OperatorIds() {}
}
