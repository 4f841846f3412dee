package io.sluice.loganalytics.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.time.Instant;

/** The table {@code traffic}; a row's version within a generation is the requests in it. */
public record TrafficTable(long generation) implements RowWriter<TrafficRow> {
  public static final JdbcTable TABLE =
      JdbcTable.named("traffic")
          .key("granularity", ColumnType.TEXT)
          .key("window_start", ColumnType.TIMESTAMP)
          .key("dimension", ColumnType.TEXT)
          .key("value", ColumnType.TEXT)
          .column("requests", ColumnType.BIGINT)
          .column("bytes", ColumnType.BIGINT)
          .column("unique_clients", ColumnType.BIGINT)
          .column("errors_4xx", ColumnType.BIGINT)
          .column("errors_5xx", ColumnType.BIGINT)
          .column("latency_p50_ms", ColumnType.DOUBLE)
          .column("latency_p95_ms", ColumnType.DOUBLE)
          .column("latency_p99_ms", ColumnType.DOUBLE)
          .column("bots", ColumnType.BIGINT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(TrafficRow row) {
    return new Object[] {
      row.granularity(),
      Instant.ofEpochMilli(row.windowStart()),
      row.dimension(),
      row.value(),
      row.requests(),
      row.bytes(),
      row.uniqueClients(),
      row.errors4xx(),
      row.errors5xx(),
      row.latencyP50Ms(),
      row.latencyP95Ms(),
      row.latencyP99Ms(),
      row.bots(),
      generation,
      row.requests()
    };
  }
}
