package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions.JdbcConnectionOptionsBuilder;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Flink's own connector with the same statement, batch and flush interval. */
public final class SinkConnector extends SinkContender {
  private static final String UPSERT =
      """
      insert into traffic (granularity, window_start, dimension, value, requests, bytes,
        unique_clients, errors_4xx, errors_5xx, latency_p50_ms, latency_p95_ms, latency_p99_ms,
        bots, generation, merged)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (granularity, dimension, window_start, value) do update set
        requests = excluded.requests, bytes = excluded.bytes,
        unique_clients = excluded.unique_clients, errors_4xx = excluded.errors_4xx,
        errors_5xx = excluded.errors_5xx, latency_p50_ms = excluded.latency_p50_ms,
        latency_p95_ms = excluded.latency_p95_ms, latency_p99_ms = excluded.latency_p99_ms,
        bots = excluded.bots, generation = excluded.generation, merged = excluded.merged,
        updated_at = clock_timestamp()
      where (traffic.generation, traffic.merged) < (excluded.generation, excluded.merged)
      """;

  @Override
  void attach(DataStream<TrafficRow> rows, Task task) {
    rows.keyBy(row -> row.value().hashCode(), Types.INT)
        .sinkTo(
            JdbcSink.<TrafficRow>builder()
                .withQueryStatement(UPSERT, SinkConnector::fill)
                .withExecutionOptions(
                    JdbcExecutionOptions.builder()
                        .withBatchSize(1_000)
                        .withBatchIntervalMs(100)
                        .withMaxRetries(3)
                        .build())
                .buildAtLeastOnce(
                    new JdbcConnectionOptionsBuilder()
                        .withUrl(task.text("jdbc"))
                        .withDriverName("org.postgresql.Driver")
                        .withUsername("postgres")
                        .withPassword("")
                        .build()))
        .uid("write-traffic");
  }

  private static void fill(PreparedStatement statement, TrafficRow row) throws SQLException {
    statement.setString(1, row.granularity());
    statement.setTimestamp(2, Timestamp.from(Instant.ofEpochMilli(row.windowStart())));
    statement.setString(3, row.dimension());
    statement.setString(4, row.value());
    statement.setLong(5, row.requests());
    statement.setLong(6, row.bytes());
    statement.setLong(7, row.uniqueClients());
    statement.setLong(8, row.errors4xx());
    statement.setLong(9, row.errors5xx());
    statement.setObject(10, row.latencyP50Ms());
    statement.setObject(11, row.latencyP95Ms());
    statement.setObject(12, row.latencyP99Ms());
    statement.setLong(13, row.bots());
    statement.setLong(14, 0);
    statement.setLong(15, row.requests());
  }
}
