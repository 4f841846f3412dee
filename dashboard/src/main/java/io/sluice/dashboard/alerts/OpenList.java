package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The open alerts: the worst first, of these the ones nobody has acknowledged, then the newest. */
record OpenList(int limit) implements Figure {

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode rows = figure.putArray("rows");
    AlertRows.selectOpen(AlertJson.COLUMNS + ", " + AlertJson.STEP_COLUMNS, scene)
        .add(
            " order by array_position("
                + AlertRows.RANK
                + ", a.severity) desc nulls last, k.ts is not null, a.opened_at desc, a.alert_id"
                + " limit ?",
            limit)
        .list(connection, AlertJson::open)
        .forEach(rows::add);
    return figure;
  }
}
