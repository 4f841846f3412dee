package io.sluice.loganalytics.live;

import io.sluice.common.quality.Violation;
import io.sluice.common.quality.Violation.Action;
import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import java.time.Instant;

/**
 * The table {@code quality_violation}: a row per episode, replaced when the episode ends. What was
 * observed and expected is that of the window which opened it, and then of the one which closed it.
 */
record ViolationTable(long generation) implements RowWriter<Violation> {
  static final JdbcTable TABLE =
      JdbcTable.named("quality_violation")
          .key("episode", ColumnType.TEXT)
          .column("rule", ColumnType.TEXT)
          .column("type", ColumnType.TEXT)
          .column("subject", ColumnType.TEXT)
          .column("severity", ColumnType.TEXT)
          .column("open", ColumnType.BOOLEAN)
          .column("since", ColumnType.TIMESTAMP)
          .column("told_at", ColumnType.TIMESTAMP)
          .column("records", ColumnType.BIGINT)
          .column("observed", ColumnType.DOUBLE)
          .column("expected_at_least", ColumnType.DOUBLE)
          .column("expected_at_most", ColumnType.DOUBLE)
          .column("usual", ColumnType.DOUBLE)
          .column("message", ColumnType.TEXT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(Violation violation) {
    boolean open = violation.action == Action.OPEN;
    return new Object[] {
      violation.episode,
      violation.rule,
      violation.type.label(),
      violation.subject,
      violation.severity.label(),
      open,
      Instant.ofEpochMilli(violation.since),
      Instant.ofEpochMilli(violation.timestamp()),
      violation.records,
      violation.observed,
      violation.atLeast,
      violation.atMost,
      violation.usual,
      violation.message,
      generation,
      open ? 1L : 2L
    };
  }
}
