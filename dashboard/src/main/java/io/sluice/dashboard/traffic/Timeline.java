package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Requests, bytes, visitors, errors, latency and bots, one point a window. */
final class Timeline implements Figure {

  static final String[] COLUMNS = {
    "requests",
    "bytes",
    "unique_clients",
    "errors_4xx",
    "errors_5xx",
    "latency_p50_ms",
    "latency_p95_ms",
    "latency_p99_ms",
    "bots"
  };

  private static final String POINTS =
      """
      select window_start, requests, bytes, unique_clients, errors_4xx, errors_5xx,
        latency_p50_ms, latency_p95_ms, latency_p99_ms, bots
      from traffic
      where granularity = ? and dimension = ? and value = ?
        and window_start >= ? and window_start < ?
      order by window_start limit 3000
      """;

  @Override
  public Duration pace(Scene scene) {
    boolean fine = scene.granularity() == Granularity.SECOND;
    return fine ? Duration.ZERO : Duration.ofSeconds(2);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ArrayNode points = Json.array();
    Query.of(
            POINTS,
            scene.granularity().column(),
            scene.filter().dimension(),
            scene.filter().value(),
            scene.range().from(),
            scene.range().to())
        .list(connection, Timeline::point)
        .forEach(points::add);
    ObjectNode figure = Json.object().put("granularity", scene.granularity().column());
    ArrayNode columns = figure.putArray("columns").add("t");
    for (String column : COLUMNS) {
      columns.add(column);
    }
    figure.set("points", points);
    return figure;
  }

  private static ArrayNode point(ResultSet row) throws SQLException {
    ArrayNode point = Json.array().add(Query.instant(row, "window_start").toEpochMilli());
    for (String column : COLUMNS) {
      if (column.startsWith("latency")) {
        point.add(rounded(Query.decimal(row, column)));
      } else {
        point.add(row.getLong(column));
      }
    }
    return point;
  }

  private static Double rounded(Double milliseconds) {
    return milliseconds == null ? null : Math.round(milliseconds * 10) / 10.0;
  }
}
