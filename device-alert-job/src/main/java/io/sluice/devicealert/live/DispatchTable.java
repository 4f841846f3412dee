package io.sluice.devicealert.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.devicealert.dispatch.Dispatch;
import java.time.Instant;

/** The table {@code dispatch}; a message is written once, and again only as it was. */
public record DispatchTable(long generation) implements RowWriter<Dispatch> {
  public static final JdbcTable TABLE =
      JdbcTable.named("dispatch")
          .key("dispatch_id", ColumnType.TEXT)
          .column("action", ColumnType.TEXT)
          .column("alert_id", ColumnType.TEXT)
          .column("device_id", ColumnType.TEXT)
          .column("alert_type", ColumnType.TEXT)
          .column("severity", ColumnType.TEXT)
          .column("priority", ColumnType.INTEGER)
          .column("rule_id", ColumnType.TEXT)
          .column("rule_version", ColumnType.BIGINT)
          .column("ts", ColumnType.TIMESTAMP)
          .column("reason", ColumnType.TEXT)
          .column("opened_at", ColumnType.TIMESTAMP)
          .column("fault_time", ColumnType.TIMESTAMP)
          .column("evidence", ColumnType.JSON)
          .column("site", ColumnType.TEXT)
          .column("level", ColumnType.TEXT)
          .column("sla", ColumnType.TEXT)
          .column("device_config", ColumnType.TEXT)
          .column("dispatches", ColumnType.INTEGER)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(Dispatch dispatch) {
    boolean ofAnAlert = dispatch.alertId != null;
    return new Object[] {
      dispatch.dispatchId,
      dispatch.action.name(),
      dispatch.alertId,
      dispatch.deviceId,
      dispatch.alertType,
      dispatch.severity.name(),
      dispatch.priority,
      dispatch.ruleId,
      dispatch.ruleVersion,
      Instant.ofEpochMilli(dispatch.ts),
      dispatch.reason,
      ofAnAlert ? Instant.ofEpochMilli(dispatch.openedAt) : null,
      ofAnAlert ? Instant.ofEpochMilli(dispatch.faultTime) : null,
      JsonTexts.array(dispatch.evidence),
      dispatch.site,
      dispatch.level,
      dispatch.sla,
      dispatch.deviceKnown.name(),
      dispatch.dispatches,
      generation,
      1L
    };
  }
}
