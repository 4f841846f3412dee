package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The values a viewer may mean while typing a filter, the busiest first. */
final class ValueSearch {

  private static final int LONGEST = 100;
  private static final String VALUES =
      """
      select dimension, value, sum(requests) as requests from traffic
      where granularity = ? and dimension = any (?)
        and window_start >= ? and window_start < ?
        and (strpos(lower(value), ?) > 0
          or (dimension = 'country' and value = any (?))
          or (dimension = 'user_agent_class' and value = any (?)))
      group by dimension, value order by 3 desc, 1, 2 limit 20
      """;

  private ValueSearch() {}

  static ObjectNode read(Connection connection, Scene scene, String typed) throws SQLException {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("Type at most " + LONGEST + " characters.");
    }
    Granularity size =
        scene.granularity().compareTo(Granularity.HOUR) < 0
            ? Granularity.HOUR
            : scene.granularity();
    Instant from = size.floor(scene.range().from(), scene.zone());
    ObjectNode found = Json.object();
    ArrayNode values = found.putArray("values");
    Query.of(
            VALUES,
            size.column(),
            dimensions(),
            from,
            scene.range().to(),
            text,
            countriesCalled(text),
            classesCalled(text))
        .list(
            connection,
            row -> values.add(value(row.getString("dimension"), row.getString("value"))));
    return found;
  }

  private static ObjectNode value(String dimension, String value) {
    return Json.object()
        .put("dimension", dimension)
        .put("value", value)
        .put("label", TrafficDimension.of(dimension).label(value));
  }

  private static String[] dimensions() {
    return Arrays.stream(TrafficDimension.values())
        .map(TrafficDimension::column)
        .toArray(String[]::new);
  }

  private static String[] countriesCalled(String text) {
    return Arrays.stream(Locale.getISOCountries())
        .filter(code -> TrafficDimension.country(code).toLowerCase(Locale.ROOT).contains(text))
        .toArray(String[]::new);
  }

  private static String[] classesCalled(String text) {
    return TrafficDimension.classes().entrySet().stream()
        .filter(entry -> entry.getValue().toLowerCase(Locale.ROOT).contains(text))
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }
}
