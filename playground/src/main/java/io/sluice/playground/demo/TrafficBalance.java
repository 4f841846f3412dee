package io.sluice.playground.demo;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the traffic rows with the ledger, window by window.
 *
 * <p>In every granularity, the requests of dimension {@code all} must be the lines sent in that
 * window, and so must the sum over the values of each other dimension.
 */
public final class TrafficBalance {
  public static final List<String> GRANULARITIES =
      List.of("second", "minute", "hour", "day", "week", "month");
  public static final List<String> DIMENSIONS =
      List.of("all", "country", "city", "vhost", "path", "status", "user_agent_class", "customer");

  private final Map<Long, Long> goodBySecond;
  private final ZoneId zone;
  private final Map<String, Map<TrafficWindow, Long>> foundByDimension = new HashMap<>();

  /** What Postgres holds: requests of a dimension in a window, summed over its values. */
  public record Row(TrafficWindow window, String dimension, long requests) {}

  public TrafficBalance(Map<Long, Long> goodBySecond, ZoneId zone, List<Row> rows) {
    this.goodBySecond = Map.copyOf(goodBySecond);
    this.zone = zone;
    for (Row row : rows) {
      foundByDimension
          .computeIfAbsent(row.dimension(), key -> new HashMap<>())
          .merge(row.window(), row.requests(), Long::sum);
    }
  }

  public List<Stage> stages() {
    return GRANULARITIES.stream().map(this::stage).toList();
  }

  public boolean isBalanced() {
    return stages().stream().allMatch(Stage::isBalanced);
  }

  private Stage stage(String granularity) {
    Map<TrafficWindow, Long> expected = new HashMap<>();
    goodBySecond.forEach(
        (second, count) ->
            expected.merge(TrafficWindow.of(granularity, second, zone), count, Long::sum));
    long lost = 0;
    long doubled = 0;
    List<String> problems = new ArrayList<>();
    for (String dimension : DIMENSIONS) {
      Difference difference = compare(expected, found(granularity, dimension));
      lost = Math.max(lost, difference.missing());
      doubled = Math.max(doubled, difference.surplus());
      difference.describe(dimension, problems);
    }
    long sent = sum(expected);
    long received = sum(found(granularity, "all"));
    return new Stage(
        "traffic by " + granularity + " in Postgres",
        sent,
        received,
        Math.min(sent, received),
        0,
        lost,
        doubled,
        null,
        problems);
  }

  private Map<TrafficWindow, Long> found(String granularity, String dimension) {
    Map<TrafficWindow, Long> windows = new HashMap<>();
    foundByDimension
        .getOrDefault(dimension, Map.of())
        .forEach(
            (window, requests) -> {
              if (window.granularity().equals(granularity)) {
                windows.put(window, requests);
              }
            });
    return windows;
  }

  private record Difference(long missing, long surplus, TrafficWindow first) {
    void describe(String dimension, List<String> problems) {
      if (missing != 0 || surplus != 0) {
        problems.add(
            dimension
                + ": "
                + missing
                + " missing, "
                + surplus
                + " too many, first in the window of "
                + first.start());
      }
    }
  }

  private static Difference compare(
      Map<TrafficWindow, Long> expected, Map<TrafficWindow, Long> found) {
    Set<TrafficWindow> windows =
        new TreeSet<>(java.util.Comparator.comparing(TrafficWindow::start));
    windows.addAll(expected.keySet());
    windows.addAll(found.keySet());
    long missing = 0;
    long surplus = 0;
    TrafficWindow first = null;
    for (TrafficWindow window : windows) {
      long difference = found.getOrDefault(window, 0L) - expected.getOrDefault(window, 0L);
      missing += Math.max(0, -difference);
      surplus += Math.max(0, difference);
      first = first == null && difference != 0 ? window : first;
    }
    return new Difference(missing, surplus, first);
  }

  private static long sum(Map<TrafficWindow, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
