package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Filter;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Cover;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The values of a dimension with the most requests. Under a filter on another dimension the table
 * cannot tell; then the sample of the freshest requests is counted, and the figure says so.
 */
record TopValues(TrafficDimension dimension, int limit) implements Figure {

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    Filter filter = scene.filter();
    ObjectNode figure = Json.object().put("dimension", dimension.column());
    if (filter.none() || filter.dimension().equals(dimension.column())) {
      return rows(connection, figure, counted(scene));
    }
    TrafficDimension filtered = TrafficDimension.of(filter.dimension());
    if (dimension.requestColumn() == null || filtered.requestColumn() == null) {
      return figure.put("unavailable", true);
    }
    return rows(connection, figure.put("sample", true), sampled(scene, filtered));
  }

  private Query counted(Scene scene) {
    Query query =
        Query.of(
            "select value, "
                + Sums.columns()
                + ", count(*) over () as distinct_values, sum(sum(requests)) over () as total"
                + " from (");
    Sums.addRows(
        query, new Cover(scene.zone()).of(scene.range(), scene.granularity()), dimension.column());
    return query.add(") rows group by value order by value = 'other', 2 desc, 1 limit ?", limit);
  }

  private Query sampled(Scene scene, TrafficDimension filtered) {
    // Column names come from the enum, never from a request.
    return Query.of(
        "select coalesce("
            + dimension.requestColumn()
            + "::text, 'unknown') as value, count(*) as requests, coalesce(sum(bytes), 0) as bytes,"
            + " count(*) filter (where status between 400 and 499) as errors_4xx,"
            + " count(*) filter (where status between 500 and 599) as errors_5xx,"
            + " count(*) filter (where user_agent_class in"
            + " ('bot', 'search-crawler', 'ai-crawler')) as bots,"
            + " count(*) over () as distinct_values, sum(count(*)) over () as total"
            + " from (select * from recent_request where coalesce("
            + filtered.requestColumn()
            + "::text, 'unknown') = ? and ts >= ? and ts < ? order by ts desc limit 5000) sample"
            + " group by 1 order by 2 desc, 1 limit ?",
        scene.filter().value(),
        scene.range().from(),
        scene.range().to(),
        limit);
  }

  private ObjectNode rows(Connection connection, ObjectNode figure, Query query)
      throws SQLException {
    ArrayNode rows = figure.putArray("rows");
    query.list(
        connection,
        row -> {
          figure.put("values", row.getLong("distinct_values"));
          figure.put("total", row.getLong("total"));
          return rows.add(row(row));
        });
    return figure;
  }

  private ObjectNode row(ResultSet row) throws SQLException {
    Sums sums = Sums.of(row);
    String value = row.getString("value");
    return Json.object()
        .put("value", value)
        .put("label", dimension.label(value))
        .put("requests", sums.requests())
        .put("bytes", sums.bytes())
        .put("errors4xx", sums.errors4xx())
        .put("errors5xx", sums.errors5xx())
        .put("bots", sums.bots());
  }
}
