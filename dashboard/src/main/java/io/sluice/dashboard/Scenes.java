package io.sluice.dashboard;

import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.GranularityChoice;
import io.sluice.dashboard.time.TimeRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<String, Oldest> oldest = new ConcurrentHashMap<>();

  public Scenes(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
    this.choice = new GranularityChoice(zone);
  }

  public Scene at(Connection connection, Room room, View view) throws SQLException {
    Instant now = clock.instant();
    Map<Granularity, Instant> starts = oldestStarts(connection, room, now);
    TimeRange asked = view.range().at(now);
    Granularity granularity = choice.choose(asked, starts);
    TimeRange range =
        new TimeRange(granularity.floor(asked.from(), zone), asked.to(), asked.live());
    return new Scene(range, granularity, view.filters(), now, zone, starts);
  }

  private Map<Granularity, Instant> oldestStarts(Connection connection, Room room, Instant now)
      throws SQLException {
    Oldest known = oldest.get(room.id());
    boolean fresh = known != null && known.asked().isAfter(now.minus(REMEMBERED));
    if (!fresh || known.starts().size() < Granularity.values().length) {
      known = new Oldest(now, room.oldest(connection));
      oldest.put(room.id(), known);
    }
    return known.starts();
  }
}
