package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Cover;
import io.sluice.dashboard.time.ExactWindow;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The strip of figures. Sums are of the whole range, and mean rates of the time of it in which the
 * site was seen, as those of earlier days are. What cannot be summed (unique visitors, latency) is
 * that of one window, named in the figure. The rate of a live range is that of the last ten
 * complete seconds.
 */
final class Summary implements Figure {

  private static final Duration RATE_OVER = Duration.ofSeconds(10);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofHours(2);

  private static final String WINDOW =
      """
      select unique_clients, latency_p50_ms, latency_p95_ms, latency_p99_ms
      from traffic where granularity = ? and dimension = ? and value = ? and window_start = ?
      """;

  private final UsualQuery usual = new UsualQuery();

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    Cover cover = new Cover(scene.zone());
    Sums sums = Sums.read(connection, cover.of(scene.range(), scene.granularity()), scene.filter());
    double seconds = scene.range().length().toMillis() / 1000.0;
    ObjectNode figure =
        Json.object()
            .put("requests", sums.requests())
            .put("bytes", sums.bytes())
            .put("errors4xx", sums.errors4xx())
            .put("errors5xx", sums.errors5xx())
            .put("bots", sums.bots())
            .put("seconds", Math.round(seconds));
    ObjectNode exact = figure.putObject("exact");
    ExactWindow window = exact(connection, scene, exact);
    double seen = new TimeSeen(scene).seconds(connection, scene.range());
    figure.put("seenSeconds", Math.round(seen));
    figure.set("rate", rate(connection, scene, sums, seen));
    figure.set("usual", usual.read(connection, scene, window).json());
    return figure;
  }

  private static ObjectNode rate(Connection connection, Scene scene, Sums sums, double seconds)
      throws SQLException {
    if (!scene.range().live() || scene.range().length().compareTo(SHORT) > 0) {
      return Json.object()
          .put("requestsPerSecond", sums.requests() / seconds)
          .put("bytesPerSecond", sums.bytes() / seconds);
    }
    Instant end = settledSecond(connection, scene);
    Sums latest =
        Sums.read(
            connection,
            List.of(new Cover.Stretch(Granularity.SECOND, end.minus(RATE_OVER), end)),
            scene.filter());
    return Json.object()
        .put("overSeconds", RATE_OVER.toSeconds())
        .put("requestsPerSecond", (double) latest.requests() / RATE_OVER.toSeconds())
        .put("bytesPerSecond", (double) latest.bytes() / RATE_OVER.toSeconds());
  }

  /** The newest second still takes in requests on their way; the ones before it count. */
  private static Instant settledSecond(Connection connection, Scene scene) throws SQLException {
    Instant now = Granularity.SECOND.floor(scene.now(), scene.zone());
    Instant newest =
        Query.of(
                "select max(window_start) as newest from traffic where granularity = 'second'"
                    + " and dimension = 'all' and window_start <= ?",
                now)
            .first(connection, row -> Query.instant(row, "newest"));
    boolean moving = newest != null && newest.isAfter(now.minus(SETTLED_WITHIN));
    return moving ? newest : now;
  }

  private static ExactWindow exact(Connection connection, Scene scene, ObjectNode json)
      throws SQLException {
    List<ExactWindow> windows = ExactWindow.within(scene.range(), scene.zone());
    for (ExactWindow window : windows) {
      if (readWindow(connection, scene, window, json)) {
        return window;
      }
    }
    return windows.get(0);
  }

  private static boolean readWindow(
      Connection connection, Scene scene, ExactWindow window, ObjectNode json) throws SQLException {
    ObjectNode found =
        Query.of(
                WINDOW,
                window.granularity().column(),
                scene.filter().dimension(),
                scene.filter().value(),
                window.from())
            .first(
                connection,
                row ->
                    json.put("granularity", window.granularity().column())
                        .put("from", window.from().toEpochMilli())
                        .put("to", window.to().toEpochMilli())
                        .put("complete", window.complete())
                        .put("uniqueClients", row.getLong("unique_clients"))
                        .put("latencyP50Ms", Query.decimal(row, "latency_p50_ms"))
                        .put("latencyP95Ms", Query.decimal(row, "latency_p95_ms"))
                        .put("latencyP99Ms", Query.decimal(row, "latency_p99_ms")));
    return found != null;
  }
}
