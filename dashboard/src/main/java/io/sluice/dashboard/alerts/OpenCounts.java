package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How many alerts are open, by severity, site, step and whether somebody acknowledged them. */
final class OpenCounts implements Figure {

  private static final String COLUMNS =
      """
      a.severity, a.site, coalesce(e.step, 'HELD') as step, k.ts is not null as acknowledged,
      count(*) as alerts, count(distinct a.device_id) as devices, min(a.opened_at) as oldest,
      grouping(a.severity) as everything
      """;

  private static final int MOST = 2000;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object().put("alerts", 0).put("devices", 0);
    ArrayNode groups = figure.putArray("groups");
    AlertRows.selectOpen(COLUMNS, scene)
        .add(
            " group by grouping sets"
                + " ((a.severity, a.site, coalesce(e.step, 'HELD'), k.ts is not null), ())"
                + " order by everything desc, alerts desc limit ?",
            MOST)
        .list(
            connection,
            row -> {
              boolean everything = row.getInt("everything") == 1;
              ObjectNode counted = everything ? figure : groups.addObject();
              counted.put("alerts", row.getLong("alerts")).put("devices", row.getLong("devices"));
              if (!everything) {
                counted
                    .put("severity", row.getString("severity"))
                    .put("site", row.getString("site"))
                    .put("step", row.getString("step"))
                    .put("acknowledged", row.getBoolean("acknowledged"))
                    .put("oldest", Query.instant(row, "oldest").toEpochMilli());
              }
              return counted;
            });
    return figure;
  }
}
