package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Requests over time by groups of the values of one dimension. Under a filter the table has no such
 * rows, since it counts by one dimension at a time; then only what the filtered rows themselves
 * carry is told.
 *
 * @param groups the columns without a filter, and how each is summed up
 * @param underFilter the columns with one
 */
record GroupTimeline(String dimension, List<Group> groups, List<Group> underFilter)
    implements Figure {

  /** A name for the script and a trusted SQL expression over the rows of a window. */
  record Group(String name, String sum) {}

  static GroupTimeline statusClasses() {
    return new GroupTimeline(
        "status",
        List.of(
            values("2xx", "like '2__'"),
            values("3xx", "like '3__'"),
            values("4xx", "like '4__'"),
            values("5xx", "like '5__'"),
            values("other", "not similar to '[2-5]__'")),
        List.of(
            new Group("2xx and 3xx", "sum(requests - errors_4xx - errors_5xx)"),
            new Group("4xx", "sum(errors_4xx)"),
            new Group("5xx", "sum(errors_5xx)")));
  }

  static GroupTimeline callers() {
    return new GroupTimeline(
        "user_agent_class",
        List.of(
            values("people", "in ('desktop', 'phone', 'tablet', 'tv', 'app')"),
            values("crawlers", "in ('bot', 'search-crawler')"),
            values("ai", "= 'ai-crawler'"),
            values("attackers", "= 'attacker'"),
            values(
                "other",
                "not in ('desktop', 'phone', 'tablet', 'tv', 'app', 'bot', 'search-crawler',"
                    + " 'ai-crawler', 'attacker')")),
        List.of(
            new Group("people and tools", "sum(requests - bots)"),
            new Group("bots and crawlers", "sum(bots)")));
  }

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    boolean whole = scene.filter().none();
    List<Group> columns = whole ? groups : underFilter;
    Query query = Query.of("select window_start");
    columns.forEach(group -> query.add(", " + group.sum() + " as \"" + group.name() + "\""));
    query.add(
        " from traffic where granularity = ? and dimension = ?",
        scene.granularity().column(),
        whole ? dimension : scene.filter().dimension());
    if (!whole) {
      query.add(" and value = ?", scene.filter().value());
    }
    query.add(
        " and window_start >= ? and window_start < ? group by 1 order by 1 limit 3000",
        scene.range().from(),
        scene.range().to());
    return figure(connection, scene, columns, query);
  }

  private static ObjectNode figure(
      Connection connection, Scene scene, List<Group> columns, Query query) throws SQLException {
    ObjectNode figure = Json.object().put("granularity", scene.granularity().column());
    ArrayNode names = figure.putArray("columns").add("t");
    columns.forEach(group -> names.add(group.name()));
    ArrayNode points = figure.putArray("points");
    query
        .list(
            connection,
            row -> {
              ArrayNode point = Json.array().add(Query.instant(row, "window_start").toEpochMilli());
              for (Group group : columns) {
                point.add(row.getLong(group.name()));
              }
              return point;
            })
        .forEach(points::add);
    return figure;
  }

  private static Group values(String name, String condition) {
    return new Group(name, "coalesce(sum(requests) filter (where value " + condition + "), 0)");
  }
}
