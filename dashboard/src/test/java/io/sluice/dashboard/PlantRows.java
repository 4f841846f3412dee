package io.sluice.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Rows of device-alert-job as the job would write them, one by one. */
final class PlantRows {

  /** What a rule says of the alerts it opens. */
  record Kind(String rule, String type, String severity, int holdSeconds) {

    int rank() {
      return List.of("INFO", "WARNING", "MINOR", "MAJOR", "CRITICAL").indexOf(severity);
    }
  }

  /** An alert. */
  record Alert(String id, Kind kind, String device, String site, Instant openedAt) {}

  private final Connection connection;
  private long ordinal;

  PlantRows(Connection connection) {
    this.connection = connection;
  }

  void raise(Alert alert) throws SQLException {
    message(alert, "RAISE", 1, alert.openedAt(), "COMPLETED", "[\"" + alert.id() + "-opened\"]");
  }

  void revoke(Alert alert, Instant closedAt, String reason) throws SQLException {
    message(alert, "REVOKE", 2, closedAt, reason, "[\"" + alert.id() + "-closed\"]");
  }

  /**
   * @param causes JSON
   */
  void explain(Alert alert, String step, Instant ts, String reason, String causes)
      throws SQLException {
    insert(
        "insert into alert_explain values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, 0, ?, clock_timestamp())",
        alert.id(),
        step,
        ts,
        reason,
        causes,
        alert.device(),
        alert.kind().rule(),
        alert.kind().type(),
        ++ordinal);
  }

  void dispatch(Alert alert, String action, Instant ts, String reason) throws SQLException {
    insert(
        """
        insert into dispatch values (?, ?, ?, ?, ?, ?, 0, ?, 2, ?, ?, ?, ?, '["e1"]', ?, 'gold', '4 h',
          'CURRENT', 0, 0, 1, clock_timestamp())
        """,
        alert.id() + ":" + action,
        action,
        alert.id(),
        alert.device(),
        alert.kind().type(),
        alert.kind().severity(),
        alert.kind().rule(),
        ts,
        reason,
        alert.openedAt(),
        alert.openedAt(),
        alert.site());
  }

  void device(String device, String site, String model) throws SQLException {
    insert(
        "insert into device values (?, 'gold', ?, '2.1', ?, '4 h', null, null, null)",
        device,
        model,
        site);
  }

  /** What the job says of a rule; the later word holds. */
  void rule(String rule, String document, String status, String reason, long version, Instant at)
      throws SQLException {
    insert(
        """
        insert into alert_rule (rule_id, document, status, reason, version, status_at, changed_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (rule_id) do update set status = excluded.status, reason = excluded.reason,
          version = excluded.version, status_at = excluded.status_at, updated_at = clock_timestamp()
        """,
        rule,
        document,
        status,
        reason,
        version,
        at,
        at);
  }

  private void message(
      Alert alert, String action, int revision, Instant ts, String reason, String evidence)
      throws SQLException {
    Kind kind = alert.kind();
    insert(
        """
        insert into alert_message values (?, ?, ?, ?, 2, ?, ?, ?, ?, 0, ?, '[]', ?, ?, ?, ?::jsonb, ?,
          0, 1, clock_timestamp())
        """,
        alert.id(),
        action,
        revision,
        kind.rule(),
        alert.device(),
        kind.type(),
        kind.severity(),
        kind.rank(),
        kind.holdSeconds() * 1000L,
        ts,
        ts.minusSeconds(kind.rank() * 3L),
        reason,
        evidence,
        ts);
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        boolean time = values[i] instanceof Instant;
        statement.setObject(
            i + 1, time ? ((Instant) values[i]).atOffset(ZoneOffset.UTC) : values[i]);
      }
      statement.executeUpdate();
    }
  }
}
