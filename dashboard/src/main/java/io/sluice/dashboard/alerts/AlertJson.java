package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.store.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** An alert as the page's script knows it. */
final class AlertJson {

  /** What {@link #of} reads of the alerts {@code a}. */
  static final String COLUMNS =
      "a.alert_id, a.rule_id, a.rule_version, a.device_id, a.alert_type, a.severity, a.site,"
          + " a.opened_at, a.fault_time, a.hold_ms, a.reason, a.closed_at, a.closed_reason, a.state,"
          + " a.evidence, a.closed_by";

  /** What {@link #open} reads besides. */
  static final String STEP_COLUMNS =
      "e.step, e.reason as step_reason, e.causes, e.ts as step_at, k.ts as acknowledged_at";

  private AlertJson() {}

  static ObjectNode of(ResultSet row) throws SQLException {
    ObjectNode alert =
        Json.object()
            .put("id", row.getString("alert_id"))
            .put("rule", row.getString("rule_id"))
            .put("version", row.getLong("rule_version"))
            .put("device", row.getString("device_id"))
            .put("type", row.getString("alert_type"))
            .put("severity", row.getString("severity"))
            .put("site", row.getString("site"))
            .put("openedAt", millis(row, "opened_at"))
            .put("faultAt", millis(row, "fault_time"))
            .put("holdMs", row.getLong("hold_ms"))
            .put("reason", row.getString("reason"))
            .put("closedAt", millis(row, "closed_at"))
            .put("closedReason", row.getString("closed_reason"))
            .put("state", row.getString("state"));
    alert.set("evidence", list(row, "evidence"));
    alert.set("closedBy", list(row, "closed_by"));
    return alert;
  }

  /** With what became of it last. */
  static ObjectNode open(ResultSet row) throws SQLException {
    ObjectNode alert = of(row);
    alert
        .put("step", row.getString("step"))
        .put("stepReason", row.getString("step_reason"))
        .put("stepAt", millis(row, "step_at"))
        .put("acknowledgedAt", millis(row, "acknowledged_at"));
    alert.set("causes", list(row, "causes"));
    return alert;
  }

  static Long millis(ResultSet row, String column) throws SQLException {
    Instant instant = Query.instant(row, column);
    return instant == null ? null : instant.toEpochMilli();
  }

  /** A column of JSON; an empty list where it is null. */
  static JsonNode list(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? Json.array() : Json.parse(text);
  }
}
