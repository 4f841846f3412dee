package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Which cleaning rules act, what each did in the range, and whether a newer set was refused. */
final class CleaningRules implements Figure {

  private static final String SETS =
      """
      (select set_id, version, status, reason, rules, at from cleaning_rule_set
       where status = 'ACTIVE' order by at desc, version desc limit 1)
      union all
      (select set_id, version, status, reason, rules, at from cleaning_rule_set
       where status = 'REFUSED' order by at desc limit 1)
      """;

  private static final String HITS =
      """
      select rule_id, sum(matched) as matched, sum(changed) as changed, sum(dropped) as dropped,
        sum(errors) as errors
      from cleaning_rule_hits where minute >= ? and minute < ?
      group by rule_id order by sum(matched) desc, rule_id limit 12
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(2);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode sets = figure.putArray("sets");
    Query.of(SETS)
        .list(
            connection,
            row ->
                sets.add(
                    Json.object()
                        .put("id", row.getString("set_id"))
                        .put("version", row.getLong("version"))
                        .put("status", row.getString("status"))
                        .put("reason", row.getString("reason"))
                        .put("rules", row.getInt("rules"))
                        .put("at", Query.instant(row, "at").toEpochMilli())));
    ArrayNode rules = figure.putArray("rules");
    var from = Granularity.MINUTE.floor(scene.range().from(), scene.zone());
    Query.of(HITS, from, scene.range().to())
        .list(
            connection,
            row ->
                rules.add(
                    Json.object()
                        .put("id", row.getString("rule_id"))
                        .put("matched", row.getLong("matched"))
                        .put("changed", row.getLong("changed"))
                        .put("dropped", row.getLong("dropped"))
                        .put("errors", row.getLong("errors"))));
    return figure;
  }
}
