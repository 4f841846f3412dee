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

  public static final OperatorId READ_WORK_ORDERS = OperatorId.of("read-work-orders");
  public static final OperatorId READ_OPERATOR_ACTIONS = OperatorId.of("read-operator-actions");
  public static final OperatorId TAKE_ALERTS = OperatorId.of("take-alerts");
  public static final OperatorId TAKE_WORK_ORDERS = OperatorId.of("take-work-orders");
  public static final OperatorId TAKE_DEVICE_ACTS = OperatorId.of("take-device-acts");
  public static final OperatorId TAKE_SHARED_ACTS = OperatorId.of("take-shared-acts");
  public static final OperatorId LOOK_UP_DEVICES = OperatorId.of("look-up-devices");
  public static final OperatorId DISPATCH_ALERTS = OperatorId.of("dispatch-alerts");
  public static final OperatorId LIMIT_FLOODS = OperatorId.of("limit-floods");
  public static final OperatorId WRITE_DISPATCHES = OperatorId.of("write-dispatches");
  public static final OperatorId WRITE_EXPLANATIONS = OperatorId.of("write-explanations");
  public static final OperatorId WRITE_ALERT_TABLE = OperatorId.of("write-alert-table");
  public static final OperatorId WRITE_DISPATCH_TABLE = OperatorId.of("write-dispatch-table");

  public static final OperatorId SPLIT_WORK_ORDERS = OperatorId.of("split-work-orders");
  public static final OperatorId SPLIT_OPERATOR_ACTIONS = OperatorId.of("split-operator-actions");
  public static final OperatorId JUDGE_WORK_ORDERS = OperatorId.of("judge-work-orders");
  public static final OperatorId JUDGE_OPERATOR_ACTIONS = OperatorId.of("judge-operator-actions");
  public static final OperatorId DESCRIBE_DEVICES = OperatorId.of("describe-devices");
  public static final OperatorId READ_RULE_TABLE = OperatorId.of("read-rule-table");
  public static final OperatorId PICK_SEQUENCE_EVENTS = OperatorId.of("pick-sequence-events");
  public static final OperatorId ORDER_SEQUENCE_EVENTS = OperatorId.of("order-sequence-events");
  public static final OperatorId TRACK_SEQUENCES = OperatorId.of("track-sequences");

  private OperatorIds() {}

  /** The filter before one of the operators of flink-cep. */
  public static OperatorId hearSequence(String sequence) {
    return new OperatorId("hear-sequence-" + sequence, "hear " + sequence);
  }

  /**
   * One operator of flink-cep: a sequence has its own, and so has every shape of it, since the
   * partial matches of another shape cannot be read.
   */
  public static OperatorId matchSequence(String sequence, String shape) {
    return new OperatorId("match-sequence-" + sequence + "-" + shape, "match " + sequence);
  }
}
