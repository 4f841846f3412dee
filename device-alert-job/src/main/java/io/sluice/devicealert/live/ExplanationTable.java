package io.sluice.devicealert.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.devicealert.dispatch.Explanation;
import java.time.Instant;

/** The table {@code alert_explain}; of a step, the last explanation holds. */
public record ExplanationTable(long generation) implements RowWriter<Explanation> {
  public static final JdbcTable TABLE =
      JdbcTable.named("alert_explain")
          .key("alert_id", ColumnType.TEXT)
          .key("step", ColumnType.TEXT)
          .column("ts", ColumnType.TIMESTAMP)
          .column("reason", ColumnType.TEXT)
          .column("causes", ColumnType.JSON)
          .column("device_id", ColumnType.TEXT)
          .column("rule_id", ColumnType.TEXT)
          .column("alert_type", ColumnType.TEXT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(Explanation explanation) {
    return new Object[] {
      explanation.alertId,
      explanation.step.name(),
      Instant.ofEpochMilli(explanation.ts),
      explanation.reason,
      JsonTexts.array(explanation.causes),
      explanation.deviceId,
      explanation.ruleId,
      explanation.alertType,
      generation,
      (long) explanation.ordinal
    };
  }
}
