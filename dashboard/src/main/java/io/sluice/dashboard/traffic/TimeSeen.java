package io.sluice.dashboard.traffic;

import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * How much of a range the site was seen: a minute in which nobody at all asked for anything is one
 * in which nobody counted. Where the rows of minutes are gone, hours stand for them, and where
 * nothing is left to tell, the whole range.
 */
final class TimeSeen {
  private static final String WINDOWS =
      """
      select count(*) as windows from traffic
      where granularity = ? and dimension = 'all' and value = 'all'
        and window_start >= ? and window_start < ?
      """;

  private final Scene scene;

  TimeSeen(Scene scene) {
    this.scene = scene;
  }

  double seconds(Connection connection, TimeRange range) throws SQLException {
    Instant minutesFrom = earlier(range.to(), later(range.from(), minutesFrom()));
    double seen =
        60.0 * windows(connection, Granularity.MINUTE, minutesFrom, range.to())
            + 3600.0 * windows(connection, Granularity.HOUR, range.from(), minutesFrom);
    double whole = range.length().toMillis() / 1000.0;
    return seen > 0 ? Math.min(seen, whole) : whole;
  }

  /** From where on no minute has gone: the hour that the oldest one lies in may have lost some. */
  private Instant minutesFrom() {
    Instant minute = scene.oldest().get(Granularity.MINUTE);
    Instant hour = scene.oldest().get(Granularity.HOUR);
    if (minute == null) {
      return Instant.MAX;
    }
    Instant lastsFrom = Granularity.HOUR.floor(minute, scene.zone());
    boolean allKept = hour == null || !hour.isBefore(lastsFrom);
    return allKept ? Instant.MIN : Granularity.HOUR.next(lastsFrom, scene.zone());
  }

  private static long windows(Connection connection, Granularity size, Instant from, Instant to)
      throws SQLException {
    return from.isBefore(to)
        ? Query.of(WINDOWS, size.column(), from, to)
            .first(connection, row -> row.getLong("windows"))
        : 0;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
