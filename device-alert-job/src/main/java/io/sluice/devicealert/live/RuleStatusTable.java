package io.sluice.devicealert.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.devicealert.rule.RuleStatus;
import java.time.Instant;

/**
 * What the job writes into the table {@code alert_rule}, beside what its authors do. The later
 * status of a rule holds.
 */
public record RuleStatusTable(long generation) implements RowWriter<RuleStatus> {
  public static final JdbcTable TABLE =
      JdbcTable.named("alert_rule")
          .key("rule_id", ColumnType.TEXT)
          .column("status", ColumnType.TEXT)
          .column("reason", ColumnType.TEXT)
          .column("version", ColumnType.BIGINT)
          .column("status_at", ColumnType.TIMESTAMP)
          .version()
          .touching("updated_at")
          .build();

  /** A document of which not even the rule could be read is known by where it lay. */
  @Override
  public Object[] values(RuleStatus status) {
    return new Object[] {
      status.ruleId() == null ? status.origin() : status.ruleId(),
      status.status(),
      status.reason(),
      status.version(),
      Instant.ofEpochMilli(status.at()),
      generation,
      status.at()
    };
  }
}
