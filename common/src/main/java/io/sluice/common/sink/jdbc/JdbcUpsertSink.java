package io.sluice.common.sink.jdbc;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.SinkPort;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A table as the output of a pipeline: rows are upserted by primary key under the version guard of
 * {@link JdbcTable}, at least once and, by the guard, exactly once in effect. The stream is keyed
 * by primary key first, or two subtasks would deadlock over one row.
 *
 * <p>A row is visible within the flush interval, and before the checkpoint that covers it
 * completes. An outage of the database never fails the job; see {@link PatientUpserts}.
 *
 * @param <T> what it takes
 */
public final class JdbcUpsertSink<T> implements SinkPort<T>, Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(100);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  private static final int BATCH_ROWS = 1000;
  private static final int BUFFER_ROWS = 50_000;

  private final Database database;
  private final JdbcTable table;
  private final RowWriter<T> rows;
  private final Duration flushInterval;
  private final int bufferRows;

  @SuppressWarnings("serial") // the list that List.copyOf gives is serialisable
  private final List<RetentionRule> retention;

  private JdbcUpsertSink(
      Database database,
      JdbcTable table,
      RowWriter<T> rows,
      Duration flushInterval,
      int bufferRows,
      List<RetentionRule> retention) {
    if (bufferRows < BATCH_ROWS) {
      throw new IllegalArgumentException(
          "The buffer of " + table.name() + " holds a batch of " + BATCH_ROWS + " rows at least");
    }
    this.database = database;
    this.table = table;
    this.rows = rows;
    this.flushInterval = flushInterval;
    this.bufferRows = bufferRows;
    this.retention = List.copyOf(retention);
  }

  public static <T> JdbcUpsertSink<T> into(JdbcConfig jdbc, JdbcTable table, RowWriter<T> rows) {
    return new JdbcUpsertSink<>(
        Database.of(jdbc), table, rows, FLUSH_INTERVAL, BUFFER_ROWS, List.of());
  }

  /** How long a row may wait in the buffer while the database is there. */
  public JdbcUpsertSink<T> flushedEvery(Duration interval) {
    return new JdbcUpsertSink<>(database, table, rows, interval, bufferRows, retention);
  }

  /** How many rows a subtask takes in while the database is away. */
  public JdbcUpsertSink<T> buffering(int rowsAtMost) {
    return new JdbcUpsertSink<>(database, table, rows, flushInterval, rowsAtMost, retention);
  }

  /**
   * Deletes old rows while the job runs, from one subtask; rows that come that old are not written.
   * Not for a replay.
   */
  public JdbcUpsertSink<T> retiring(List<RetentionRule> rules) {
    return new JdbcUpsertSink<>(database, table, rows, flushInterval, bufferRows, rules);
  }

  @Override
  public void attach(DataStream<T> stream, OperatorId id) {
    JdbcTable keyed = table;
    RowWriter<T> values = rows;
    stream
        .keyBy(record -> keyed.row(values.values(record)).key().hashCode(), Types.INT)
        .sinkTo(this)
        .uid(id.uid())
        .name(id.name());
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    ProcessingTimeService time = context.getProcessingTimeService();
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    UpsertMetrics metrics =
        new UpsertMetrics(context.metricGroup().addGroup("table", table.name()));
    RowStore store = new JdbcRowStore(database, table);
    PatientUpserts upserts =
        new PatientUpserts(
            table.name(),
            store,
            BATCH_ROWS,
            bufferRows,
            new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, new SplittableRandom(subtask)),
            // Not the wall clock: set back by an hour, it would make a try an hour late.
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            Thread::sleep,
            metrics);
    Retention retires =
        retention.isEmpty() || subtask > 0
            ? null
            : new Retention(store, retention, time::getCurrentProcessingTime, metrics);
    JdbcUpsertWriter<T> writer =
        new JdbcUpsertWriter<>(
            table,
            rows,
            upserts,
            store,
            time,
            flushInterval.toMillis(),
            retires,
            new ExpiredRows(table, retention, time::getCurrentProcessingTime),
            metrics.retired);
    writer.start();
    return writer;
  }
}
