package io.sluice.devicealert;

import io.sluice.common.reject.Rejected;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.SourcePort;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.rule.RulePort;
import io.sluice.devicealert.rule.RuleStatus;

/**
 * The sources and sinks of the pipeline.
 *
 * @param deviceEvents what devices say, all of a device in one partition
 * @param workOrders null where there are none, as are the operator actions
 * @param rules documents of rules as they are published; null where they do not come so
 * @param ruleTable likewise, as the rows of a table
 * @param alerts what opened and closed, a message each
 * @param ruleStatus what became of a published rule
 * @param late what came beyond the tolerance
 * @param rejects what could not be understood
 */
public record DeviceAlertPorts(
    SourcePort deviceEvents,
    SourcePort workOrders,
    SourcePort operatorActions,
    SourcePort rules,
    RulePort ruleTable,
    SinkPort<Alert> alerts,
    SinkPort<RuleStatus> ruleStatus,
    SinkPort<LateEvent> late,
    SinkPort<Rejected> rejects,
    DispatchPorts dispatch) {

  /** A port that takes nothing, for an output that a deployment does not have. */
  public static <T> SinkPort<T> none() {
    return (stream, id) -> {};
  }
}
