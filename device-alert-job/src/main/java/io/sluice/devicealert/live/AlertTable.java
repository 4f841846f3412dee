package io.sluice.devicealert.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.devicealert.event.Alert;
import java.time.Instant;

/** The table {@code alert_message}; a row's version within a generation is the revision. */
public record AlertTable(long generation) implements RowWriter<Alert> {
  public static final JdbcTable TABLE =
      JdbcTable.named("alert_message")
          .key("alert_id", ColumnType.TEXT)
          .key("action", ColumnType.TEXT)
          .column("revision", ColumnType.INTEGER)
          .column("rule_id", ColumnType.TEXT)
          .column("rule_version", ColumnType.BIGINT)
          .column("device_id", ColumnType.TEXT)
          .column("alert_type", ColumnType.TEXT)
          .column("severity", ColumnType.TEXT)
          .column("severity_rank", ColumnType.INTEGER)
          .column("priority", ColumnType.INTEGER)
          .column("hold_ms", ColumnType.BIGINT)
          .column("overrides", ColumnType.JSON)
          .column("ts", ColumnType.TIMESTAMP)
          .column("fault_time", ColumnType.TIMESTAMP)
          .column("reason", ColumnType.TEXT)
          .column("evidence", ColumnType.JSON)
          .column("recorded_at", ColumnType.TIMESTAMP)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(Alert alert) {
    return new Object[] {
      alert.alertId(),
      alert.action().name(),
      alert.revision(),
      alert.ruleId(),
      alert.ruleVersion(),
      alert.deviceId(),
      alert.alertType(),
      alert.severity().name(),
      alert.severity().ordinal(),
      alert.priority(),
      alert.hold(),
      JsonTexts.array(alert.overrides()),
      Instant.ofEpochMilli(alert.ts()),
      Instant.ofEpochMilli(alert.faultTime()),
      alert.reason(),
      JsonTexts.array(alert.evidence()),
      Instant.ofEpochMilli(alert.recordedAt()),
      generation,
      (long) alert.revision()
    };
  }
}
