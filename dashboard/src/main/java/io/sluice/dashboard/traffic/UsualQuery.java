package io.sluice.dashboard.traffic;

import io.sluice.dashboard.Filter;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Cover;
import io.sluice.dashboard.time.ExactWindow;
import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.TimeRange;
import io.sluice.dashboard.time.UsualPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what is usual, and remembers it for a while: earlier days hardly change. */
final class UsualQuery {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 200;
  private static final String EXACT =
      """
      select avg(unique_clients) as unique_clients, avg(latency_p95_ms) as latency_p95_ms
      from traffic
      where granularity = ? and dimension = ? and value = ?
        and window_start >= ? and window_start < ?
      """;

  private record Key(Filter filter, Granularity exact, UsualPlan.Kind kind, Duration length) {}

  private record Known(Instant asked, Usual usual) {}

  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  Usual read(Connection connection, Scene scene, ExactWindow window) throws SQLException {
    UsualPlan plan =
        UsualPlan.of(scene.range(), window, scene.zone(), scene.oldest().get(Granularity.HOUR));
    // Without history there is nothing to remember, and it may begin any moment.
    if (!scene.range().live() || plan.summed().isEmpty()) {
      return read(connection, scene, window, plan);
    }
    Duration length = Duration.ofMinutes(scene.range().length().toMinutes());
    Key key = new Key(scene.filter(), window.granularity(), plan.kind(), length);
    Known remembered = known.get(key);
    if (remembered == null || remembered.asked().isBefore(scene.now().minus(REMEMBERED))) {
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      remembered = new Known(scene.now(), read(connection, scene, window, plan));
      known.put(key, remembered);
    }
    return remembered.usual();
  }

  private static Usual read(Connection connection, Scene scene, ExactWindow window, UsualPlan plan)
      throws SQLException {
    List<Usual.Earlier> earlier = new ArrayList<>();
    for (int i = 0; i < plan.summed().size(); i++) {
      TimeRange summed = plan.summed().get(i);
      // Hours are kept longer than the sizes the range itself may be drawn in.
      Granularity finest = finestFor(plan.kind(), scene.granularity());
      List<Cover.Stretch> cover = new Cover(scene.zone()).of(summed, finest);
      Sums sums = Sums.read(connection, cover, scene.filter());
      TimeRange covered =
          new TimeRange(cover.get(0).from(), cover.get(cover.size() - 1).to(), false);
      double seconds = new TimeSeen(scene).seconds(connection, covered);
      earlier.add(withExact(connection, scene, window, plan.exact().get(i), sums, seconds));
    }
    return Usual.of(plan.kind(), earlier);
  }

  private static Granularity finestFor(UsualPlan.Kind kind, Granularity drawn) {
    boolean atLeastHours = kind != UsualPlan.Kind.DAY || drawn.compareTo(Granularity.HOUR) > 0;
    return atLeastHours ? Granularity.HOUR : drawn;
  }

  private static DayOfWeek weekday(TimeRange range, Scene scene) {
    return range.to().minusMillis(1).atZone(scene.zone()).getDayOfWeek();
  }

  private static Usual.Earlier withExact(
      Connection connection,
      Scene scene,
      ExactWindow window,
      TimeRange exact,
      Sums sums,
      double seconds)
      throws SQLException {
    return Query.of(
            EXACT,
            window.granularity().column(),
            scene.filter().dimension(),
            scene.filter().value(),
            exact.from(),
            exact.to())
        .first(
            connection,
            row ->
                new Usual.Earlier(
                    sums,
                    seconds,
                    weekday(exact, scene) == weekday(scene.range(), scene),
                    Query.decimal(row, "unique_clients"),
                    Query.decimal(row, "latency_p95_ms")));
  }
}
