package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * How old the newest row is, by the database's own clock, so that clocks need not agree.
 *
 * @param now the database's clock
 * @param written when a traffic row was last written, null if there is none
 * @param newestSecond the newest second that has a request, null if there is none
 */
public record Freshness(Instant now, Instant written, Instant newestSecond) {

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
        (select max(window_start) from traffic
          where granularity = 'second' and dimension = 'all') as newest_second
      """;

  static Freshness read(Connection connection) throws SQLException {
    return Query.of(NEWEST)
        .first(
            connection,
            row ->
                new Freshness(
                    Query.instant(row, "now"),
                    Query.instant(row, "written"),
                    Query.instant(row, "newest_second")));
  }

  boolean sameRows(Freshness other) {
    return other != null && written != null && written.equals(other.written());
  }

  ObjectNode json() {
    ObjectNode node = Json.object().put("database", "up").put("now", now.toEpochMilli());
    if (written != null) {
      node.put("written", written.toEpochMilli());
      node.put("ageMs", Math.max(0, Duration.between(written, now).toMillis()));
    }
    if (newestSecond != null) {
      node.put("newestSecond", newestSecond.toEpochMilli());
    }
    return node;
  }
}
