package io.sluice.dashboard.traffic;

import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Filters;
import io.sluice.dashboard.Requests;
import io.sluice.dashboard.Room;
import io.sluice.dashboard.live.Freshness;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who calls, how often, from where, how well are they served. */
public final class TrafficRoom implements Room {

  private static final int EVERY_COUNTRY = 260;

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  public TrafficRoom() {
    figures.put("summary", new Summary());
    figures.put("timeline", new Timeline());
    figures.put("countries", new TopValues(TrafficDimension.COUNTRY, EVERY_COUNTRY));
    figures.put("recent", new RecentRequests(40));
    figures.put("statuses", GroupTimeline.statusClasses());
    figures.put("callers", GroupTimeline.callers());
    figures.put("caller-classes", new TopValues(TrafficDimension.USER_AGENT_CLASS, 12));
    figures.put("paths", new TopValues(TrafficDimension.PATH, 10));
    figures.put("cities", new TopValues(TrafficDimension.CITY, 10));
    figures.put("status-codes", new TopValues(TrafficDimension.STATUS, 10));
    figures.put("vhosts", new TopValues(TrafficDimension.VHOST, 10));
    figures.put("customers", new TopValues(TrafficDimension.CUSTOMER, 10));
    figures.put("quality", new QualityOfInput());
    figures.put("violations", new Violations());
    figures.put("rules", new CleaningRules());
  }

  @Override
  public String id() {
    return "traffic";
  }

  @Override
  public Map<String, Figure> figures() {
    return figures;
  }

  @Override
  public void check(Filters filters) {
    filters.all().forEach(filter -> TrafficDimension.of(filter.dimension()));
    if (filters.all().size() > 1) {
      throw new IllegalArgumentException(
          "Traffic is counted by one dimension at a time, so there is one filter.");
    }
  }

  @Override
  public String table() {
    return "traffic";
  }

  @Override
  public Freshness freshness(Connection connection) throws SQLException {
    return TrafficAge.freshness(connection);
  }

  @Override
  public Map<Granularity, Instant> oldest(Connection connection) throws SQLException {
    return TrafficAge.oldest(connection);
  }

  @Override
  public void endpoints(Requests requests) {
    requests.json(
        "values",
        (ctx, connection, scene) -> {
          String typed = ctx.queryParam("q");
          return ValueSearch.read(connection, scene, typed == null ? "" : typed);
        });
    requests.json(
        "rows",
        (ctx, connection, scene) -> {
          String table = ctx.queryParam("table");
          String dimension = ctx.queryParam("dimension");
          return RowsBehind.read(
              connection,
              scene,
              table == null ? "traffic" : table,
              dimension == null ? "all" : dimension);
        });
  }
}
