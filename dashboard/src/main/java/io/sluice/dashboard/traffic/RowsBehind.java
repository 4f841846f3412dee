package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.store.TableRows;
import java.sql.Connection;
import java.sql.SQLException;

/** The stored rows a figure was made of, newest first, as they are in the table. */
final class RowsBehind {

  private static final int LIMIT = 300;
  private static final String TRAFFIC_COLUMNS =
      "window_start, granularity, dimension, value, requests, bytes, unique_clients, errors_4xx,"
          + " errors_5xx, latency_p50_ms, latency_p95_ms, latency_p99_ms, bots, updated_at";

  private RowsBehind() {}

  /**
   * @param table traffic, recent_request, quality, quality_violation, cleaning_rule_hits or
   *     cleaning_rule_set
   * @param dimension which rows of traffic, {@code all} for the whole
   */
  static ObjectNode read(Connection connection, Scene scene, String table, String dimension)
      throws SQLException {
    Query query =
        switch (table) {
          case "traffic" -> traffic(scene, dimension);
          case "recent_request" ->
              within(scene, "select * from recent_request where ts", "ts")
                  .add(" order by ts desc, event_id limit ?", LIMIT);
          case "quality" ->
              within(scene, "select * from quality where minute", "minute")
                  .add(" order by minute desc, stage limit ?", LIMIT);
          case "quality_violation" ->
              within(scene, "select * from quality_violation where open or told_at", "told_at")
                  .add(" order by since desc, episode limit ?", LIMIT);
          case "cleaning_rule_hits" ->
              within(scene, "select * from cleaning_rule_hits where minute", "minute")
                  .add(" order by minute desc, rule_id limit ?", LIMIT);
          case "cleaning_rule_set" ->
              Query.of("select * from cleaning_rule_set order by at desc limit ?", LIMIT);
          default ->
              throw new IllegalArgumentException(
                  "Rows are kept in traffic, recent_request, quality, quality_violation,"
                      + " cleaning_rule_hits and cleaning_rule_set.");
        };
    return TableRows.read(connection, table, query, LIMIT);
  }

  private static Query traffic(Scene scene, String dimension) {
    boolean filtered =
        !scene.filter().none()
            && ("all".equals(dimension) || scene.filter().dimension().equals(dimension));
    Query query =
        Query.of(
            "select "
                + TRAFFIC_COLUMNS
                + " from traffic where granularity = ? and dimension = ?"
                + " and window_start >= ? and window_start < ?",
            scene.granularity().column(),
            filtered ? scene.filter().dimension() : dimension,
            scene.range().from(),
            scene.range().to());
    if (filtered) {
      query.add(" and value = ?", scene.filter().value());
    }
    return query.add(" order by window_start desc, requests desc, value limit ?", LIMIT);
  }

  private static Query within(Scene scene, String select, String column) {
    return Query.of(
        select + " >= ? and " + column + " < ?", scene.range().from(), scene.range().to());
  }
}
