package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Published;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;

/** One rule with its text, as its row has it or as it was published. */
record RuleStory(Desk desk) {

  private static final String ROW =
      """
      select rule_id, status, reason, version, enabled, status_at, changed_at, document
      from alert_rule where rule_id = ?
      """;

  private static final String HITS =
      "select coalesce(max(hits), 0) as hits, max(last_hit) as last from alert_rule_hits"
          + " where rule_id = ?";

  ObjectNode of(Connection connection, String ruleId) throws SQLException {
    ObjectNode story = Json.object().put("id", ruleId);
    story.set(
        "rule",
        Query.of(ROW, ruleId)
            .first(
                connection,
                row -> {
                  story.put("document", row.getString("document"));
                  return Rules.status(row);
                }));
    Query.of(HITS, ruleId)
        .first(
            connection,
            row ->
                story.put("hits", row.getLong("hits")).put("last", AlertJson.millis(row, "last")));
    for (Published published : desk.rules()) {
      if (published.key().equals(ruleId)) {
        published(published, story);
      }
    }
    return story;
  }

  /** A row of the table and a record of the topic may both have the text; the later one counts. */
  private static void published(Published published, ObjectNode story) {
    long at = published.at().toEpochMilli();
    boolean older =
        story.hasNonNull("document") && at < story.path("rule").path("changedAt").asLong();
    if (!older) {
      story
          .put("document", published.value())
          .put("publishedBy", published.actor())
          .put("publishedAt", at);
    }
  }
}
