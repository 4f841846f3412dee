package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is known of one alert, or of the alerts of one device: when it opened and by which
 * events, what became of it step by step, and what was said to whoever sends people.
 */
final class AlertStory {

  private static final int MOST = 40;

  private static final String STEPS =
      """
      select alert_id, step, ts, reason, causes from alert_explain
      where alert_id = any (?) order by alert_id, generation, merged
      """;

  private static final String MESSAGES =
      """
      select dispatch_id, action, alert_id, device_id, alert_type, severity, rule_id, ts, reason,
        coalesce(site, 'unknown') as site, level, sla, device_config, dispatches
      from dispatch where alert_id = any (?) order by ts, dispatch_id
      """;

  private static final String DEVICE =
      """
      select d.device_id, d.level, d.model, d.version, coalesce(d.site, l.site) as site,
        coalesce(d.sla, l.sla) as sla
      from device d left join device_level l on l.level = d.level where d.device_id = ?
      """;

  private AlertStory() {}

  static ObjectNode ofAlert(Connection connection, String alertId) throws SQLException {
    return with(
        connection, AlertRows.select(AlertJson.COLUMNS).add(" and a.alert_id = ?", alertId));
  }

  /** The newest alerts of a device that opened before a moment. */
  static ObjectNode ofDevice(Connection connection, String deviceId, Instant before)
      throws SQLException {
    ObjectNode story =
        with(
            connection,
            AlertRows.select(AlertJson.COLUMNS)
                .add(" and a.device_id = ? and a.opened_at < ?", deviceId, before)
                .add(" order by a.opened_at desc, a.alert_id limit ?", MOST));
    ObjectNode device =
        Query.of(DEVICE, deviceId)
            .first(
                connection,
                row ->
                    Json.object()
                        .put("level", row.getString("level"))
                        .put("model", row.getString("model"))
                        .put("version", row.getString("version"))
                        .put("site", row.getString("site"))
                        .put("sla", row.getString("sla")));
    story.set("device", device);
    return story.put("most", MOST);
  }

  private static ObjectNode with(Connection connection, Query query) throws SQLException {
    ObjectNode story = Json.object();
    ArrayNode alerts = story.putArray("alerts");
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    for (ObjectNode alert : query.list(connection, AlertJson::of)) {
      alert.putArray("steps");
      alert.putArray("messages");
      byId.put(alert.path("id").asText(), alert);
      alerts.add(alert);
    }
    String[] ids = byId.keySet().toArray(String[]::new);
    Query.of(STEPS, (Object) ids)
        .list(
            connection,
            row ->
                byId.get(row.getString("alert_id"))
                    .withArray("steps")
                    .addObject()
                    .put("step", row.getString("step"))
                    .put("at", AlertJson.millis(row, "ts"))
                    .put("reason", row.getString("reason"))
                    .set("causes", AlertJson.list(row, "causes")));
    Query.of(MESSAGES, (Object) ids)
        .list(
            connection,
            row ->
                byId.get(row.getString("alert_id"))
                    .withArray("messages")
                    .add(Messages.message(row)));
    return story;
  }
}
