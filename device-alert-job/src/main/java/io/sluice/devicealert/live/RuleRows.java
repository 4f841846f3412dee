package io.sluice.devicealert.live;

import io.sluice.devicealert.rule.RulePublication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the table {@code alert_rule} that have a document, as they are at one time. Rows
 * without one are no authors' rules: they say what became of a rule that came another way.
 *
 * @param at the clock of the database, epoch milliseconds
 * @param rows in the order in which they were changed
 */
record RuleRows(long at, List<Row> rows) {
  private static final String QUERY =
      "select now_is.at, r.rule_id, r.document, r.enabled, r.effective_from, r.changed_at"
          + " from (select clock_timestamp() as at) now_is"
          + " left join alert_rule r on r.document is not null"
          + " order by r.changed_at, r.rule_id";

  RuleRows {
    rows = List.copyOf(rows);
  }

  /**
   * A rule as its author left it.
   *
   * @param effectiveFrom null where the column is
   * @param changedAt epoch milliseconds
   */
  record Row(String ruleId, String document, boolean enabled, Long effectiveFrom, long changedAt) {

    RulePublication publication() {
      return enabled
          ? new RulePublication(
              RulePublication.Kind.ROW, document, ruleId, changedAt, effectiveFrom)
          : RulePublication.removal(RulePublication.Kind.ROW, ruleId, changedAt);
    }
  }

  static RuleRows read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(QUERY);
        ResultSet lines = statement.executeQuery()) {
      long at = 0;
      List<Row> rows = new ArrayList<>();
      while (lines.next()) {
        at = lines.getTimestamp(1).getTime();
        if (lines.getString(2) != null) {
          rows.add(row(lines));
        }
      }
      return new RuleRows(at, rows);
    }
  }

  private static Row row(ResultSet line) throws SQLException {
    Timestamp effectiveFrom = line.getTimestamp(5);
    return new Row(
        line.getString(2),
        line.getString(3),
        line.getBoolean(4),
        effectiveFrom == null ? null : effectiveFrom.getTime(),
        line.getTimestamp(6).getTime());
  }
}
