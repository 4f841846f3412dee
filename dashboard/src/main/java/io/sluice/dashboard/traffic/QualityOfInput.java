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

/**
 * What the stages took in, gave out, rejected, left out by rule and found late, by minute of
 * arrival, in the whole minutes that touch the range.
 */
final class QualityOfInput implements Figure {

  private static final String STAGES =
      """
      select stage, sum("in") as taken, sum("out") as given, sum(late) as late,
        sum(geo_misses) as geo_misses,
        sum((select coalesce(sum(n::bigint), 0) from jsonb_each_text(dropped) as rules (rule, n)))
          as dropped
      from quality where minute >= ? and minute < ?
      group by stage
      order by array_position(array['parse', 'clean', 'enrich', 'lookup', 'traffic'], stage), stage
      limit 20
      """;

  private static final String REASONS =
      """
      select reason, sum(n::bigint) as n
      from quality, jsonb_each_text(rejected) as reasons (reason, n)
      where minute >= ? and minute < ? group by reason order by 2 desc, 1 limit 12
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(2);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    var from = Granularity.MINUTE.floor(scene.range().from(), scene.zone());
    var to = scene.range().to();
    ObjectNode figure = Json.object();
    ArrayNode stages = figure.putArray("stages");
    Query.of(STAGES, from, to)
        .list(
            connection,
            row ->
                stages.add(
                    Json.object()
                        .put("stage", row.getString("stage"))
                        .put("in", row.getLong("taken"))
                        .put("out", row.getLong("given"))
                        .put("late", row.getLong("late"))
                        .put("dropped", row.getLong("dropped"))
                        .put("geoMisses", row.getLong("geo_misses"))));
    ObjectNode rejected = figure.putObject("rejected");
    Query.of(REASONS, from, to)
        .list(connection, row -> rejected.put(row.getString("reason"), row.getLong("n")));
    return figure;
  }
}
