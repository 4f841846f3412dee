package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The sites, severities, rules and devices a viewer may mean while typing a filter. */
final class ValueSearch {

  private static final int LONGEST = 100;
  private static final int MOST = 20;
  private static final String NAMED =
      """
      select dimension, value from (
        select 0 as place, 'severity' as dimension, unnest(
          array['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFO']) as value
        union select 1, 'site', site from device where site is not null
        union select 1, 'site', site from device_level where site is not null
        union select 1, 'site', site from dispatch where site is not null and ts >= ? and ts < ?
        union select 2, 'rule', rule_id from alert_rule
        union select 2, 'rule', rule_id from alert_rule_hits
        union select 3, 'device', device_id from alert
          where opened_at < ? and (closed_at is null or closed_at >= ?)) named
      where strpos(lower(value), ?) > 0
      order by strpos(lower(value), ?) > 1, place, value limit ?
      """;

  private ValueSearch() {}

  static ObjectNode read(Connection connection, Scene scene, String typed) throws SQLException {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("Type at most " + LONGEST + " characters.");
    }
    ObjectNode found = Json.object();
    ArrayNode values = found.putArray("values");
    Query.of(
            NAMED,
            scene.range().from(),
            scene.range().to(),
            scene.range().to(),
            scene.range().from(),
            text,
            text,
            MOST)
        .list(
            connection,
            row ->
                values
                    .addObject()
                    .put("dimension", row.getString("dimension"))
                    .put("value", row.getString("value"))
                    .put("label", label(row.getString("dimension"), row.getString("value"))));
    return found;
  }

  private static String label(String dimension, String value) {
    return dimension.equals("severity")
        ? value.charAt(0) + value.substring(1).toLowerCase(Locale.ROOT)
        : value;
  }
}
