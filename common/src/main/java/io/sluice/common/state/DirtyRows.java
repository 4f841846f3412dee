package io.sluice.common.state;

import java.util.ArrayList;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The rows that differ from the keyed state, in no particular order, and how they are written: all
 * of them before a barrier, quiet ones ahead of it, any where a bound demands it. After each round
 * the current key of the state backend is what it was before.
 */
final class DirtyRows<K> {
  /** The place of a row that does not differ. */
  static final int CLEAN = -1;

  /** The place of a row that is no longer held. */
  static final int GONE = -2;

  /** How long a slice takes at most, with nine times as long between two. */
  private static final long SLICE_NANOS = 2_000_000;

  private static final int REST_PER_SLICE = 9;
  private static final int ROWS_PER_LOOK = 16;

  private final KeyedStateBackend<K> backend;
  private final LongSupplier nanoClock;
  private final RowMetrics metrics;
  private final ArrayList<Row<K>> rows = new ArrayList<>();

  /** Where slices and forced rounds go on. */
  private int hand;

  /** Rows that the slices of this tick have not come by yet. */
  private int unseen;

  private long nextSlice;

  DirtyRows(KeyedStateBackend<K> backend, LongSupplier nanoClock, RowMetrics metrics) {
    this.backend = backend;
    this.nanoClock = nanoClock;
    this.metrics = metrics;
    this.nextSlice = nanoClock.getAsLong();
  }

  int size() {
    return rows.size();
  }

  void add(Row<K> row) {
    if (row.dirty()) {
      return;
    }
    if (row.dirtyPlace == GONE) {
      throw new IllegalStateException(
          "State of the key "
              + row.key
              + " was changed by what had been kept from an earlier call");
    }
    row.dirtyPlace = rows.size();
    rows.add(row);
  }

  /** Writes one row; the current key stays what it becomes. */
  void write(Row<K> row) throws Exception {
    backend.setCurrentKey(row.key);
    row.write();
    remove(row);
    metrics.written();
  }

  /** Takes a row out; the last one moves to its place. */
  private void remove(Row<K> row) {
    Row<K> last = rows.remove(rows.size() - 1);
    if (last != row) {
      rows.set(row.dirtyPlace, last);
      last.dirtyPlace = row.dirtyPlace;
    }
    row.dirtyPlace = CLEAN;
  }

  /** Writes all; says how long that took. */
  long writeAll() throws Exception {
    long start = nanoClock.getAsLong();
    K before = backend.getCurrentKey();
    while (!rows.isEmpty()) {
      write(rows.get(rows.size() - 1));
    }
    putBack(before);
    return nanoClock.getAsLong() - start;
  }

  /** A tick has begun: the slices may come by each row once more. */
  void tickBegins() {
    unseen = rows.size();
  }

  /**
   * Writes, for a short time and if the last time is long enough ago, rows that were not touched
   * since a tick.
   */
  void writeAhead(long start, long tick) throws Exception {
    if (unseen == 0 || start - nextSlice < 0) {
      return;
    }
    K before = backend.getCurrentKey();
    int waiting = rows.size();
    long now = start;
    for (int looked = 1; unseen > 0 && !rows.isEmpty() && now - start < SLICE_NANOS; looked++) {
      unseen--;
      writeNext(tick);
      if (looked % ROWS_PER_LOOK == 0) {
        now = nanoClock.getAsLong();
      }
    }
    putBack(before);
    now = nanoClock.getAsLong();
    nextSlice = now + REST_PER_SLICE * (now - start);
    if (rows.size() < waiting) {
      metrics.slice(now - start);
    }
  }

  /**
   * Writes until no more than so many are left, rows that were not touched since a tick first.
   *
   * @return whether there were too few of those
   */
  boolean writeDownTo(int most, long tick) throws Exception {
    long start = nanoClock.getAsLong();
    K before = backend.getCurrentKey();
    for (int look = rows.size(); look > 0 && rows.size() > most; look--) {
      writeNext(tick);
    }
    boolean tooFew = rows.size() > most;
    while (rows.size() > most) {
      write(rows.get(0));
    }
    putBack(before);
    metrics.slice(nanoClock.getAsLong() - start);
    return tooFew;
  }

  /** Looks at the next row, and writes it if it was not touched since a tick. */
  private void writeNext(long tick) throws Exception {
    hand = hand < rows.size() ? hand : 0;
    Row<K> row = rows.get(hand);
    if (row.touched < tick) {
      // Another row takes its place.
      write(row);
    } else {
      hand++;
    }
  }

  /** Makes a key current in the state backend again, if there was one. */
  void putBack(K key) {
    if (key != null) {
      backend.setCurrentKey(key);
    }
  }
}
