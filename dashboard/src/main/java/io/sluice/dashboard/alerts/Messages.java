package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** What was said last to whoever sends people. */
record Messages(int limit) implements Figure {

  private static final String LAST =
      """
      select a.* from (
        select dispatch_id, action, alert_id, device_id, alert_type, severity, rule_id, ts, reason,
          coalesce(site, 'unknown') as site, level, sla, device_config, dispatches
        from dispatch where ts >= ? and ts < ?) a
      where true
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode rows = figure.putArray("rows");
    AlertRows.narrow(Query.of(LAST, scene.range().from(), scene.range().to()), scene.filters())
        .add(" order by a.ts desc, a.dispatch_id limit ?", limit)
        .list(connection, Messages::message)
        .forEach(rows::add);
    return figure;
  }

  static ObjectNode message(ResultSet row) throws SQLException {
    return Json.object()
        .put("id", row.getString("dispatch_id"))
        .put("action", row.getString("action"))
        .put("alert", row.getString("alert_id"))
        .put("device", row.getString("device_id"))
        .put("type", row.getString("alert_type"))
        .put("severity", row.getString("severity"))
        .put("rule", row.getString("rule_id"))
        .put("at", AlertJson.millis(row, "ts"))
        .put("reason", row.getString("reason"))
        .put("site", row.getString("site"))
        .put("level", row.getString("level"))
        .put("sla", row.getString("sla"))
        .put("deviceConfig", row.getString("device_config"))
        .put("dispatches", row.getInt("dispatches"));
  }
}
