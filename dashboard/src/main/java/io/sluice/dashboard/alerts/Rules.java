package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Published;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * What became of each rule that was published: the job's answer to who wrote it, or none where the
 * job found the rule when it was started, or has not come to it. Rules of the job's own file are
 * not among them; {@link RuleHits} knows those that opened an alert.
 */
record Rules(Desk desk, int limit) implements Figure {

  private static final String STATUSES =
      """
      select rule_id, status, reason, version, enabled, status_at, changed_at from alert_rule
      order by status = 'REFUSED' desc, status_at desc nulls last, rule_id limit ?
      """;

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    ObjectNode figure = Json.object();
    ArrayNode rules = figure.putArray("rows");
    Set<String> answered = new HashSet<>();
    for (ObjectNode status : Query.of(STATUSES, limit).list(connection, Rules::status)) {
      answered.add(status.path("id").asText());
      rules.add(status);
    }
    for (Published rule : desk.rules()) {
      if (!answered.contains(rule.key())) {
        rules
            .addObject()
            .put("id", rule.key())
            .put("status", "PUBLISHED")
            .put("changedAt", rule.at().toEpochMilli());
      }
    }
    return figure;
  }

  static ObjectNode status(ResultSet row) throws SQLException {
    return Json.object()
        .put("id", row.getString("rule_id"))
        .put("status", row.getString("status"))
        .put("reason", row.getString("reason"))
        .put("version", row.getLong("version"))
        .put("enabled", row.getBoolean("enabled"))
        .put("statusAt", AlertJson.millis(row, "status_at"))
        .put("changedAt", AlertJson.millis(row, "changed_at"));
  }
}
