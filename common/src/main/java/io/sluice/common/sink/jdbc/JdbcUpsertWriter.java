package io.sluice.common.sink.jdbc;

import java.io.IOException;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * The Flink side of a table's writer: rows go out when a batch is full, at every tick, before the
 * barrier and at the end of the input. Old rows are retired between ticks where there is a
 * retention.
 */
final class JdbcUpsertWriter<T> implements SinkWriter<T> {
  private static final long RETIRE_EVERY_MILLIS = 60_000;
  private static final long RETIRE_AGAIN_MILLIS = 1_000;

  private final JdbcTable table;
  private final RowWriter<T> rows;
  private final PatientUpserts upserts;
  private final RowStore store;
  private final ProcessingTimeService time;
  private final long flushMillis;
  private final Retention retention;
  private final ExpiredRows expired;
  private final Counter retired;

  JdbcUpsertWriter(
      JdbcTable table,
      RowWriter<T> rows,
      PatientUpserts upserts,
      RowStore store,
      ProcessingTimeService time,
      long flushMillis,
      Retention retention,
      ExpiredRows expired,
      Counter retired) {
    this.table = table;
    this.rows = rows;
    this.upserts = upserts;
    this.store = store;
    this.time = time;
    this.flushMillis = flushMillis;
    this.retention = retention;
    this.expired = expired;
    this.retired = retired;
  }

  /** Sets the timers going; retention null means that this subtask retires nothing. */
  void start() {
    in(flushMillis, now -> tick());
    if (retention != null) {
      in(RETIRE_AGAIN_MILLIS, now -> retire());
    }
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    Object[] values = rows.values(element);
    if (expired.contain(values)) {
      retired.inc();
    } else {
      upserts.add(table.row(values));
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    upserts.flush();
  }

  @Override
  public void close() {
    store.close();
  }

  private void tick() throws IOException {
    upserts.tryToWrite();
    in(flushMillis, now -> tick());
  }

  private void retire() {
    boolean more = !upserts.away() && retention.sweep();
    in(more ? RETIRE_AGAIN_MILLIS : RETIRE_EVERY_MILLIS, now -> retire());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the task drops its timers when it ends
  private void in(long millis, ProcessingTimeService.ProcessingTimeCallback callback) {
    time.registerTimer(time.getCurrentProcessingTime() + millis, callback);
  }
}
