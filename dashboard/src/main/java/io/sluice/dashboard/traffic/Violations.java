package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Episodes in which a rule on the quality of the input was violated: open ones, then the newest.
 */
final class Violations implements Figure {

  private static final String EPISODES =
      """
      select rule, subject, severity, open, since, told_at, message
      from quality_violation where open or (told_at >= ? and since < ?)
      order by open desc, since desc, episode limit 8
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(2);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode episodes = figure.putArray("episodes");
    Query.of(EPISODES, scene.range().from(), scene.range().to())
        .list(
            connection,
            row ->
                episodes.add(
                    Json.object()
                        .put("rule", row.getString("rule"))
                        .put("subject", row.getString("subject"))
                        .put("severity", row.getString("severity"))
                        .put("open", row.getBoolean("open"))
                        .put("since", Query.instant(row, "since").toEpochMilli())
                        .put("toldAt", Query.instant(row, "told_at").toEpochMilli())
                        .put("message", row.getString("message"))));
    return figure;
  }
}
