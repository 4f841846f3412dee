package io.sluice.dashboard;

import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.GranularityChoice;
import io.sluice.dashboard.time.RangeRequest;
import io.sluice.dashboard.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns views into scenes. Knows how far back each size of row reaches, asked anew now and then;
 * while a size has no rows yet it is asked each time, so that the first rows show at once.
 */
public final class Scenes {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private record Oldest(Instant asked, Map<Granularity, Instant> starts) {}

  private final Clock clock;
  private final ZoneId zone;
  private final GranularityChoice choice;
  private volatile Oldest oldest = new Oldest(Instant.MIN, Map.of());

  public Scenes(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
    this.choice = new GranularityChoice(zone);
  }

  public Scene at(Connection connection, RangeRequest request, Filter filter) throws SQLException {
    Instant now = clock.instant();
    Map<Granularity, Instant> starts = oldestStarts(connection, now);
    TimeRange asked = request.at(now);
    Granularity granularity = choice.choose(asked, starts);
    TimeRange range =
        new TimeRange(granularity.floor(asked.from(), zone), asked.to(), asked.live());
    return new Scene(range, granularity, filter, now, zone, starts);
  }

  private Map<Granularity, Instant> oldestStarts(Connection connection, Instant now)
      throws SQLException {
    Oldest known = oldest;
    boolean fresh = known.asked().isAfter(now.minus(REMEMBERED));
    if (!fresh || known.starts().size() < Granularity.values().length) {
      known = new Oldest(now, read(connection));
      oldest = known;
    }
    return known.starts();
  }

  private static Map<Granularity, Instant> read(Connection connection) throws SQLException {
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
