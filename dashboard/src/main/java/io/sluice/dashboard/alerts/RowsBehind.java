package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.store.TableRows;
import java.sql.Connection;
import java.sql.SQLException;

/** The stored rows a figure was made of, newest first, as they are in the table or view. */
final class RowsBehind {

  private static final int LIMIT = 300;

  private RowsBehind() {}

  /**
   * @param table alert, dispatch, alert_explain, alert_rule or alert_rule_hits
   */
  static ObjectNode read(Connection connection, Scene scene, String table) throws SQLException {
    Query query =
        switch (table) {
          case "alert" ->
              Query.of(
                  "select * from alert where opened_at < ?"
                      + " and (closed_at is null or closed_at >= ?)"
                      + " order by opened_at desc, alert_id limit ?",
                  scene.range().to(),
                  scene.range().from(),
                  LIMIT);
          case "dispatch" -> inRange(scene, "dispatch", "dispatch_id");
          case "alert_explain" -> inRange(scene, "alert_explain", "alert_id, merged");
          case "alert_rule" ->
              Query.of("select * from alert_rule order by updated_at desc, rule_id limit ?", LIMIT);
          case "alert_rule_hits" ->
              Query.of("select * from alert_rule_hits order by hits desc, rule_id limit ?", LIMIT);
          default ->
              throw new IllegalArgumentException(
                  "Rows are kept in alert, dispatch, alert_explain, alert_rule and"
                      + " alert_rule_hits.");
        };
    return TableRows.read(connection, table, query, LIMIT);
  }

  private static Query inRange(Scene scene, String table, String order) {
    return Query.of(
        "select * from "
            + table
            + " where ts >= ? and ts < ? order by ts desc, "
            + order
            + " limit ?",
        scene.range().from(),
        scene.range().to(),
        LIMIT);
  }
}
