package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Filters;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What happened in the range, and what was taken back since the day began. */
final class Summary implements Figure {

  private static final String SENT =
      """
      select count(*) filter (where action = 'DISPATCH' and a.ts >= ?) as sent,
        count(*) filter (where action = 'CANCEL' and a.ts >= ?) as cancelled,
        count(*) filter (where action = 'NOTE' and a.ts >= ?) as noted,
        count(*) filter (where action = 'SUMMARY' and a.ts >= ?) as summaries
      from (select action, ts, coalesce(site, 'unknown') as site, severity, rule_id, device_id
            from dispatch where ts >= ? and ts < ?) a
      where true
      """;

  private static final String WITHDRAWN =
      """
      count(*) filter (where e.reason = 'REVOKED_IN_HOLD') as in_hold,
      count(*) filter (where e.reason = 'REVOKED_WHILE_HELD_BACK') as held_back,
      count(*) filter (where e.reason = 'LATE_EVIDENCE') as never_was
      """;

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(1);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    Instant from = scene.range().from();
    Instant to = scene.range().to();
    Instant day = Granularity.DAY.floor(to.minusMillis(1), scene.zone());
    ObjectNode figure = Json.object();
    figure.put("day", day.toEpochMilli());
    figure.put("opened", opened(connection, scene.filters(), from, to));
    sent(connection, scene, day, figure);
    withdrawn(connection, scene, day, figure.putObject("withdrawn"));
    return figure;
  }

  static long opened(Connection connection, Filters filters, Instant from, Instant to)
      throws SQLException {
    Query query =
        AlertRows.select("count(*) as alerts")
            .add(" and a.opened_at >= ? and a.opened_at < ? and a.state <> 'NEVER_WAS'", from, to);
    return AlertRows.narrow(query, filters).first(connection, row -> row.getLong("alerts"));
  }

  private static void sent(Connection connection, Scene scene, Instant day, ObjectNode figure)
      throws SQLException {
    Instant from = scene.range().from();
    Instant earlier = from.isBefore(day) ? from : day;
    Query query = Query.of(SENT, from, day, day, from, earlier, scene.range().to());
    AlertRows.narrow(query, scene.filters())
        .first(
            connection,
            row ->
                figure
                    .put("sent", row.getLong("sent"))
                    .put("cancelled", row.getLong("cancelled"))
                    .put("noted", row.getLong("noted"))
                    .put("summaries", row.getLong("summaries")));
  }

  /** Of alerts that nobody was sent for, since the day began. */
  private static void withdrawn(Connection connection, Scene scene, Instant day, ObjectNode figure)
      throws SQLException {
    Query query =
        AlertRows.select(
                WITHDRAWN,
                " join alert_explain e on e.alert_id = a.alert_id and e.step = 'NOT_SENT'")
            .add(" and e.ts >= ? and e.ts < ?", day, scene.range().to());
    AlertRows.narrow(query, scene.filters())
        .first(
            connection,
            row ->
                figure
                    .put("inHold", row.getLong("in_hold"))
                    .put("heldBack", row.getLong("held_back"))
                    .put("neverWas", row.getLong("never_was")));
  }
}
