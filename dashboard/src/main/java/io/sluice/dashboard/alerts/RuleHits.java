package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How often each rule opened an alert: in the range, and as far back as alerts are kept. */
record RuleHits(int limit) implements Figure {

  private static final String HITS =
      """
      select rule_id, count(*) as hits, max(ts) as last, max(rule_version) as version,
        count(*) filter (where ts >= ? and ts < ?) as in_range
      from alert_message where action = 'RAISE'
      group by rule_id order by in_range desc, last desc, rule_id limit ?
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(3);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode rules = figure.putArray("rows");
    Query.of(HITS, scene.range().from(), scene.range().to(), limit)
        .list(
            connection,
            row ->
                rules
                    .addObject()
                    .put("id", row.getString("rule_id"))
                    .put("hits", row.getLong("hits"))
                    .put("inRange", row.getLong("in_range"))
                    .put("version", row.getLong("version"))
                    .put("last", AlertJson.millis(row, "last")));
    return figure;
  }
}
