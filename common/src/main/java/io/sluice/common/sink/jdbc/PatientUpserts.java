package io.sluice.common.sink.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows and outlives the database's outages. Used by one thread.
 *
 * <p>While the database is away, rows are taken in until the buffer is full (one row a key), then
 * the caller waits: that is the backpressure. Whoever flushes waits until everything is through; an
 * interrupt ends the wait. It never gives up by itself: a job that failed would be restarted, read
 * the same records again and meet the same dead database, having lost its working set on the way.
 *
 * <p>A row that the database refuses for what it holds is found by halving its batch; it is counted
 * and logged with key and reason, and its neighbours are written. Rows here are derived: the
 * records behind them went to other outputs, and the next version of the row is tried again. When a
 * whole batch is refused row by row, the table does not fit and the job fails instead: nothing is
 * thrown away for a schema's mistake.
 */
final class PatientUpserts {
  static final int SUSPICIOUS_BATCH = 16;

  private static final int LOGGED_CHARS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(PatientUpserts.class);

  /** Waits; a test moves its clock instead. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  private final String table;
  private final RowStore store;
  private final RowBuffer buffer = new RowBuffer();
  private final int batchRows;
  private final int bufferRows;
  private final Backoff backoff;
  private final LongSupplier clock;
  private final Pause pause;
  private final UpsertMetrics metrics;
  private long nextTry = Long.MIN_VALUE;
  private long outageSince;
  private boolean outage;

  PatientUpserts(
      String table,
      RowStore store,
      int batchRows,
      int bufferRows,
      Backoff backoff,
      LongSupplier clock,
      Pause pause,
      UpsertMetrics metrics) {
    this.table = table;
    this.store = store;
    this.batchRows = batchRows;
    this.bufferRows = bufferRows;
    this.backoff = backoff;
    this.clock = clock;
    this.pause = pause;
    this.metrics = metrics;
    metrics.showBuffer(buffer::size);
  }

  /** Takes a row in; waits where the buffer is full and the database away. */
  void add(TableRow row) throws IOException, InterruptedException {
    if (buffer.add(row)) {
      metrics.coalesced.inc();
    } else if (buffer.size() >= batchRows) {
      tryToWrite();
      waitUntilBelow(bufferRows);
    }
  }

  /** Writes what is there unless the database is away and the next try not yet due. */
  void tryToWrite() throws IOException {
    if (!buffer.isEmpty() && clock.getAsLong() >= nextTry) {
      write();
    }
  }

  /** Writes everything, however long it takes. */
  void flush() throws IOException, InterruptedException {
    waitUntilBelow(1);
  }

  boolean away() {
    return outage;
  }

  private void waitUntilBelow(int size) throws IOException, InterruptedException {
    while (buffer.size() >= size) {
      long wait = nextTry - clock.getAsLong();
      if (outage && wait > 0) {
        pause.millis(wait);
      }
      tryToWrite();
    }
  }

  private void write() throws IOException {
    long started = clock.getAsLong();
    try {
      while (!buffer.isEmpty()) {
        writeBatch(buffer.head(batchRows));
      }
    } catch (SQLException e) {
      failed(e);
      return;
    }
    metrics.flushMillis.update(clock.getAsLong() - started);
    succeeded();
  }

  private void writeBatch(List<TableRow> batch) throws SQLException, IOException {
    long poisonedBefore = metrics.poisoned.getCount();
    writeOrHalve(batch);
    long poisoned = metrics.poisoned.getCount() - poisonedBefore;
    if (poisoned == batch.size() && poisoned >= SUSPICIOUS_BATCH) {
      throw new IOException(
          "Table "
              + table
              + " refused every one of "
              + poisoned
              + " rows; it does not fit what the job writes. See the log for the reasons.");
    }
  }

  private void writeOrHalve(List<TableRow> batch) throws SQLException {
    try {
      int refused = store.upsert(batch);
      metrics.refused.inc(refused);
      metrics.written.inc(batch.size() - refused);
      buffer.remove(batch);
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.ROW) {
        throw e;
      }
      if (batch.size() == 1) {
        poisoned(batch, e);
      } else {
        int middle = batch.size() / 2;
        writeOrHalve(batch.subList(0, middle));
        writeOrHalve(batch.subList(middle, batch.size()));
      }
    }
  }

  private void poisoned(List<TableRow> single, SQLException reason) {
    metrics.poisoned.inc();
    buffer.remove(single);
    LOG.error(
        "Table {} refuses the row with key {}: {} (SQLState {})",
        table,
        shortened(single.get(0).key().toString()),
        shortened(reason.getMessage()),
        reason.getSQLState());
  }

  private static String shortened(String text) {
    return text.length() <= LOGGED_CHARS ? text : text.substring(0, LOGGED_CHARS) + "…";
  }

  private void failed(SQLException e) throws IOException {
    if (SqlFault.of(e) == SqlFault.NEEDS_A_HUMAN) {
      throw new IOException(
          "Writing to table "
              + table
              + " fails for a reason that time does not mend: "
              + e.getMessage()
              + " (SQLState "
              + e.getSQLState()
              + ")",
          e);
    }
    long now = clock.getAsLong();
    long wait = backoff.nextMillis();
    nextTry = now + wait;
    metrics.retries.inc();
    if (!outage) {
      outage = true;
      outageSince = now;
      LOG.warn("Cannot write to table {}, will keep trying: {}", table, e.toString());
    } else {
      LOG.info("Still cannot write to table {}, next try in {} ms: {}", table, wait, e.toString());
    }
  }

  private void succeeded() {
    if (outage) {
      LOG.info("Writing to table {} again after {} ms", table, clock.getAsLong() - outageSince);
    }
    outage = false;
    nextTry = Long.MIN_VALUE;
    backoff.reset();
  }
}
