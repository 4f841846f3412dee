package io.sluice.dashboard.traffic;

import io.sluice.dashboard.live.Freshness;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** How new the newest row of traffic is, and how far back each size of row reaches. */
final class TrafficAge {

  // Seconds of a backlog that is older than they are kept are never written: minutes tell then.
  // The newest rows by window are the newest by writing, and the day's row takes in late requests:
  // a maximum over all rows would read the whole table.
  private static final String NEWEST =
      """
      select clock_timestamp() as now,
        (select max(updated_at) from (
          (select updated_at from traffic where granularity = 'second' and dimension = 'all'
            order by window_start desc limit 30)
          union all
          (select updated_at from traffic where granularity = 'day' and dimension = 'all'
            order by window_start desc limit 2)) newest) as written,
        coalesce(
          (select max(window_start) from traffic
            where granularity = 'second' and dimension = 'all'),
          (select max(window_start) + interval '1 minute' from traffic
            where granularity = 'minute' and dimension = 'all')) as newest_second
      """;

  private TrafficAge() {}

  static Freshness freshness(Connection connection) throws SQLException {
    return Query.of(NEWEST)
        .first(
            connection,
            row ->
                new Freshness(
                    Query.instant(row, "now"),
                    Query.instant(row, "written"),
                    Query.instant(row, "newest_second"),
                    true));
  }

  static Map<Granularity, Instant> oldest(Connection connection) throws SQLException {
    Map<Granularity, Instant> starts = new EnumMap<>(Granularity.class);
    for (Granularity granularity : Granularity.values()) {
      Instant first =
          Query.of(
                  "select min(window_start) as first from traffic"
                      + " where granularity = ? and dimension = 'all'",
                  granularity.column())
              .first(connection, row -> Query.instant(row, "first"));
      if (first != null) {
        starts.put(granularity, first);
      }
    }
    return Map.copyOf(starts);
  }
}
