package io.sluice.devicealert.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An alert message as a line of {@code alerts.jsonl} and a record of the topic device-alerts. */
public final class AlertEncoder extends CloudEventEncoder<Alert> {
  private static final long serialVersionUID = 1L;

  /**
   * @param structured whether values are whole events, see {@link CloudEventEncoder}
   */
  public AlertEncoder(boolean structured) {
    super(structured);
  }

  @Override
  String id(Alert alert) {
    return alert.alertId() + ":" + alert.action() + ":" + alert.revision();
  }

  @Override
  String type(Alert alert) {
    return alert.action() == AlertAction.RAISE ? "alert.raised" : "alert.revoked";
  }

  @Override
  long ts(Alert alert) {
    return alert.ts();
  }

  @Override
  String subject(Alert alert) {
    return alert.deviceId();
  }

  @Override
  void extensions(Alert alert, Map<String, String> attributes) {
    List<String> evidence = alert.evidence();
    attributes.put("correlationid", alert.alertId());
    attributes.put("causationid", evidence.isEmpty() ? null : evidence.get(evidence.size() - 1));
    attributes.put("sequence", String.valueOf(alert.revision()));
    attributes.put("recordedtime", time(alert.recordedAt()));
    attributes.put("ruleid", alert.ruleId());
    attributes.put("ruleversion", String.valueOf(alert.ruleVersion()));
    attributes.put("severitytext", alert.severity().name());
  }

  @Override
  void data(Alert alert, JsonGenerator json) throws IOException {
    json.writeStringField("alertId", alert.alertId());
    json.writeStringField("action", alert.action().name());
    json.writeNumberField("revision", alert.revision());
    json.writeStringField("ruleId", alert.ruleId());
    json.writeNumberField("ruleVersion", alert.ruleVersion());
    json.writeStringField("deviceId", alert.deviceId());
    json.writeStringField("alertType", alert.alertType());
    json.writeStringField("severity", alert.severity().name());
    json.writeNumberField("priority", alert.priority());
    json.writeStringField("ts", time(alert.ts()));
    json.writeStringField("faultTime", time(alert.faultTime()));
    json.writeStringField("reason", alert.reason());
    writeTexts(json, "evidence", alert.evidence());
    json.writeStringField("recordedAt", time(alert.recordedAt()));
    json.writeNumberField("holdMs", alert.hold());
    writeTexts(json, "overrides", alert.overrides());
  }
}
