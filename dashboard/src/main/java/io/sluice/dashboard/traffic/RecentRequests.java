package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Filter;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** The freshest requests of the range, a sample for people to look at. */
record RecentRequests(int limit) implements Figure {

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    Filter filter = scene.filter();
    Query query =
        Query.of(
            "select * from recent_request where ts >= ? and ts < ?",
            scene.range().from(),
            scene.range().to());
    if (!filter.none()) {
      String column = TrafficDimension.of(filter.dimension()).requestColumn();
      if (column == null) {
        return figure.put("unavailable", true);
      }
      query.add(" and coalesce(" + column + "::text, 'unknown') = ?", filter.value());
    }
    ArrayNode rows = figure.putArray("rows");
    query
        .add(" order by ts desc, event_id limit ?", limit)
        .list(connection, RecentRequests::request)
        .forEach(rows::add);
    return figure;
  }

  private static ObjectNode request(ResultSet row) throws SQLException {
    String country = row.getString("country_iso_code");
    String caller = row.getString("user_agent_class");
    ObjectNode request =
        Json.object()
            .put("id", row.getString("event_id"))
            .put("ts", Query.instant(row, "ts").toEpochMilli())
            .put("address", row.getString("client_address"))
            .put("country", country == null ? null : TrafficDimension.COUNTRY.label(country))
            .put("city", row.getString("city_name"))
            .put("network", row.getString("as_organization"))
            .put("vhost", row.getString("vhost"))
            .put("method", row.getString("method"))
            .put("path", row.getString("path"))
            .put("caller", caller)
            .put("agent", row.getString("user_agent_name"))
            .put("latencyMs", Query.decimal(row, "latency_ms"));
    request.put("status", row.getObject("status", Integer.class));
    request.put("bytes", row.getObject("bytes", Long.class));
    return request;
  }
}
