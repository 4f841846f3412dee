package io.sluice.devicealert.detect;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.devicealert.event.AlertAction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What detection counts, in the group {@code sluice} beside its {@link StageMetrics}: {@code
 * alerts-raised}, {@code alerts-revoked}, {@code alert-repeats} (completions while open), {@code
 * attributes-unknown} (completions of a rule that asks for an attribute of the device that nobody
 * knows), {@code log-overflows}, and the gauge {@code rules}.
 */
final class DetectMetrics {
  private final StageMetrics stage;
  private final Counter raised;
  private final Counter revoked;
  private final Counter repeats;
  private final Counter unknown;
  private final Counter overflows;
  private int rules;

  DetectMetrics(MetricGroup operator) {
    stage = new StageMetrics(operator, DetectAlerts.STAGE);
    MetricGroup group = operator.addGroup("sluice");
    raised = group.counter("alerts-raised");
    revoked = group.counter("alerts-revoked");
    repeats = group.counter("alert-repeats");
    unknown = group.counter("attributes-unknown");
    overflows = group.counter("log-overflows");
    group.gauge("rules", () -> rules);
  }

  StageMetrics stage() {
    return stage;
  }

  void alert(AlertAction action) {
    stage.out();
    (action == AlertAction.RAISE ? raised : revoked).inc();
  }

  void repeated() {
    repeats.inc();
  }

  void attributeUnknown() {
    unknown.inc();
  }

  void overflowed() {
    overflows.inc();
  }

  void rules(int count) {
    rules = count;
  }
}
