package io.sluice.loganalytics.live;

import io.sluice.common.rule.set.RuleSetStatus;
import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import java.time.Instant;

/** The table {@code cleaning_rule_set}; what is said of a document is said once. */
record RuleSetTable(long generation) implements RowWriter<RuleSetStatus> {
  static final JdbcTable TABLE =
      JdbcTable.named("cleaning_rule_set")
          .key("origin", ColumnType.TEXT)
          .column("set_id", ColumnType.TEXT)
          .column("version", ColumnType.BIGINT)
          .column("status", ColumnType.TEXT)
          .column("reason", ColumnType.TEXT)
          .column("rules", ColumnType.INTEGER)
          .column("at", ColumnType.TIMESTAMP)
          .column("document", ColumnType.TEXT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(RuleSetStatus status) {
    return new Object[] {
      status.origin(),
      status.setId(),
      status.version(),
      status.status(),
      status.reason(),
      status.rules(),
      Instant.ofEpochMilli(status.at()),
      status.document(),
      generation,
      1L
    };
  }
}
