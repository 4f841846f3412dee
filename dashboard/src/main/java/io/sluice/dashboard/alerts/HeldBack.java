package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What holds back open alerts, each cause with how many. Where another alert does, with that one's
 * rule and device.
 */
record HeldBack(int limit) implements Figure {

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode causes = figure.putArray("causes");
    AlertRows.selectOpen(
            "causes.cause, count(*) as alerts, min(e.ts) as since,"
                + " count(distinct a.device_id) as devices, min(a.device_id) as device,"
                + " max(o.rule_id) as other_rule, max(o.device_id) as other_device",
            scene,
            " cross join lateral jsonb_array_elements_text(coalesce(e.causes, '[]')) causes (cause)"
                + " left join alert o on o.alert_id = substr(causes.cause,"
                + " strpos(causes.cause, ':') + 1)")
        .add(" and e.step = 'SUPPRESSED' group by 1 order by 2 desc, 1 limit ?", limit)
        .list(
            connection,
            row -> {
              String cause = row.getString("cause");
              int colon = cause.indexOf(':');
              return causes
                  .addObject()
                  .put("kind", colon < 0 ? cause : cause.substring(0, colon))
                  .put("id", cause.substring(colon + 1))
                  .put("alerts", row.getLong("alerts"))
                  .put("devices", row.getLong("devices"))
                  .put("device", row.getString("device"))
                  .put("since", AlertJson.millis(row, "since"))
                  .put("otherRule", row.getString("other_rule"))
                  .put("otherDevice", row.getString("other_device"));
            });
    return figure;
  }
}
