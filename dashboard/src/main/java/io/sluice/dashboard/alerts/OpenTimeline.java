package io.sluice.dashboard.alerts;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many alerts were open at some time in each window, by severity. */
final class OpenTimeline implements Figure {

  private static final List<String> SEVERITIES =
      List.of("CRITICAL", "MAJOR", "MINOR", "WARNING", "INFO");

  private static final String CHANGES =
      """
      select floor(extract(epoch from t) * 1000 / ?)::bigint as window, severity,
        sum(up) as opened, sum(down) as closed
      from (
        select greatest(opened_at, ?) as t, severity, 1 as up, 0 as down from seen
        union all
        select closed_at, severity, 0, 1 from seen where closed_at < ?) changes
      group by 1, 2 order by 1
      """;

  @Override
  public Duration pace(Scene scene) {
    boolean fine = scene.granularity() == Granularity.SECOND;
    return fine ? Duration.ofSeconds(1) : Duration.ofSeconds(2);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    Instant from = scene.range().from();
    Instant to = scene.range().to();
    long step = scene.granularity().nominal().toMillis();
    Query query =
        AlertRows.selectSeen("a.severity, a.opened_at, a.closed_at", scene.filters(), from, to);
    List<Change> changes =
        Query.of("with seen as (")
            .add(query)
            .add(") " + CHANGES, step, from, to)
            .list(connection, OpenTimeline::change);
    ObjectNode figure = Json.object().put("granularity", scene.granularity().column());
    ArrayNode columns = figure.putArray("columns").add("t");
    SEVERITIES.forEach(columns::add);
    ArrayNode points = figure.putArray("points");
    points(changes, Math.floorDiv(from.toEpochMilli(), step), to.toEpochMilli(), step)
        .forEach(points::add);
    return figure;
  }

  /** Openings and closings of a severity in a window, which is counted from the epoch. */
  record Change(long window, String severity, long opened, long closed) {}

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getLong("window"),
        row.getString("severity"),
        row.getLong("opened"),
        row.getLong("closed"));
  }

  /** An alert that closes in a window still counts in it, or short ones would not be seen. */
  static List<ArrayNode> points(List<Change> changes, long firstWindow, long to, long step) {
    long[] open = new long[SEVERITIES.size()];
    List<ArrayNode> points = new ArrayList<>();
    int next = 0;
    for (long window = firstWindow; window * step < to; window++) {
      long[] closed = new long[open.length];
      for (; next < changes.size() && changes.get(next).window() <= window; next++) {
        Change change = changes.get(next);
        int severity = Math.max(0, SEVERITIES.indexOf(change.severity()));
        open[severity] += change.opened();
        closed[severity] += change.closed();
      }
      ArrayNode point = Json.array().add(window * step);
      for (int i = 0; i < open.length; i++) {
        point.add(open[i]);
        open[i] -= closed[i];
      }
      points.add(point);
    }
    return points;
  }
}
