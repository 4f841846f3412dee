package io.sluice.common.state;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one subtask between two barriers: which key is current, which rows are held, which of
 * them differ from the keyed state, and which may go. {@link WriteBehindOperator} explains the
 * whole.
 *
 * <p>The state backend's own current key is set only where the backend is about to be asked: before
 * a row is read, and for each row that is written. After a round of writing it is what it was
 * before.
 *
 * <p>Age is counted in ticks of about a second, less where a bound forces a round. A row is quiet
 * once it was not asked for during a whole tick. All writing that is not forced keeps to quiet
 * rows: a row in use would be changed again at once, and its write would be for nothing.
 *
 * <p>Used by the subtask's one thread.
 */
final class HeapRows<K> {
  private static final Logger LOG = LoggerFactory.getLogger(HeapRows.class);

  /** A row and its slots in the tables, before anything is in it. */
  private static final int BYTES_PER_ROW = 128;

  private static final long TICK_NANOS = 1_000_000_000L;

  /** How many calls may pass before the clock is asked. */
  private static final int CALLS_PER_LOOK = 64;

  /** What a forced round of writing or evicting goes below its bound, as a part of it. */
  private static final int ROOM = 32;

  private final KeyedStateBackend<K> backend;
  private final TypeSerializer<K> keySerializer;
  private final SizeEstimate<K> keySize;
  private final StateConfig limits;
  private final LongSupplier nanoClock;
  private final RowMetrics metrics;

  private final RowTable<K> table = new RowTable<>();
  private final DirtyRows<K> dirty;
  private long bytes;

  private K key;
  private Row<K> current;

  private long tick = 1;
  private long tickStart;
  private int calls;
  private int evictHand;

  HeapRows(
      KeyedStateBackend<K> backend,
      StateConfig limits,
      LongSupplier nanoClock,
      MetricGroup metrics) {
    this.backend = backend;
    this.keySerializer = backend.getKeySerializer();
    this.keySize = new SizeEstimate<>(keySerializer);
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.metrics = new RowMetrics(metrics);
    this.dirty = new DirtyRows<>(backend, nanoClock, this.metrics);
    this.tickStart = nanoClock.getAsLong();
  }

  /**
   * Rows over a keyed state, or null where none are kept: where it is switched off, and on any
   * backend but RocksDB.
   */
  static <K> HeapRows<K> over(
      KeyedStateBackend<K> backend, StateConfig config, MetricGroup metrics) {
    if (backend == null) {
      throw new IllegalStateException(
          "Rows are kept per key: there is no keyBy before the operator");
    }
    String kind = backend.getBackendTypeIdentifier();
    boolean kept =
        config.writeBehind() && kind.equals(StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME);
    LOG.info("Rows are {}kept in heap over {}: {}", kept ? "" : "not ", kind, config);
    return kept ? new HeapRows<>(backend, config, System::nanoTime, metrics) : null;
  }

  /** Makes a key current. It stays the sender's: nothing keeps it but {@link #current()}. */
  void select(K next) {
    key = next;
    current = null;
  }

  /** The current key. */
  K key() {
    return key;
  }

  /** The row of the current key, with nothing in it if the key was not held. */
  Row<K> current() throws IOException {
    Row<K> row = current;
    return row != null ? row : touch();
  }

  private Row<K> touch() throws IOException {
    if (key == null) {
      throw new IllegalStateException("Keyed state was asked for outside the context of a key");
    }
    int hash = RowTable.hash(key);
    Row<K> row = table.find(key, hash);
    if (row == null) {
      row = new Row<>(keySerializer.copy(key), hash);
      grew(row, BYTES_PER_ROW + keySize.of(key));
      table.add(row);
    }
    row.touched = tick;
    current = row;
    // A sender may reuse its object, so from here on the key is the row's own.
    key = row.key;
    return row;
  }

  /** The row of the current key, or null if it is not held. */
  private Row<K> held() {
    return current != null ? current : table.find(key, RowTable.hash(key));
  }

  /** To be called before the keyed state is read for a row. */
  void reading(Row<K> row) {
    backend.setCurrentKey(row.key);
    metrics.loaded();
  }

  /** The row differs from the keyed state from now on. */
  void changed(Row<K> row) {
    dirty.add(row);
  }

  /** What the row holds became larger or, below 0, smaller. */
  void grew(Row<K> row, long by) {
    row.bytes += by;
    bytes += by;
  }

  /** An event-time timer of the current key was taken from the queue. */
  void timerFired(long time) {
    Row<K> row = held();
    if (row != null) {
      row.timerGone(time);
    }
  }

  /**
   * Keeps the bounds. To be called when the work for a key is done: rows may be evicted, that of
   * the current key too, and what was handed out of them is no longer theirs.
   */
  void settle() throws Exception {
    if (bytes > limits.heapBytes()) {
      makeRoom();
    }
    if (dirty.size() >= limits.maxDirtyRows()) {
      int most = limits.maxDirtyRows() - 1 - limits.maxDirtyRows() / ROOM;
      if (dirty.writeDownTo(most, tick)) {
        tick++;
      }
    }
    if (++calls >= CALLS_PER_LOOK) {
      calls = 0;
      lookAtTheClock();
    }
  }

  /** Writes all that changed, while the barrier waits. */
  void writeBeforeBarrier() throws Exception {
    metrics.barrierPause(dirty.writeAll());
    publish();
  }

  /** Writes all that changed, so that the keyed state is complete. */
  void writeAll() throws Exception {
    metrics.paused(dirty.writeAll());
  }

  private void lookAtTheClock() throws Exception {
    long now = nanoClock.getAsLong();
    if (now - tickStart >= TICK_NANOS) {
      tickStart = now;
      tick++;
      dirty.tickBegins();
    }
    if (dirty.size() > limits.maxDirtyRows() / 2) {
      dirty.writeAhead(now, tick - 1);
    }
    publish();
  }

  /** Evicts rows: quiet ones that need no writing, then quiet ones that do, then any. */
  private void makeRoom() throws Exception {
    long start = nanoClock.getAsLong();
    K before = backend.getCurrentKey();
    long target = limits.heapBytes() - limits.heapBytes() / ROOM;
    evict(target, tick, false);
    evict(target, tick, true);
    if (bytes > target) {
      // All are in use. What is touched from now on is younger than what was until here.
      tick++;
      evict(target, tick, true);
    }
    current = null;
    dirty.putBack(before);
    metrics.paused(nanoClock.getAsLong() - start);
  }

  /** Goes round once at most, evicting rows that were last touched before a tick. */
  private void evict(long target, long before, boolean dirtyToo) throws Exception {
    for (int slots = table.capacity(); slots > 0 && bytes > target; slots--) {
      Row<K> row = table.at(evictHand);
      // What moves up into an emptied slot is looked at as well.
      while (row != null && row.touched < before && (dirtyToo || !row.dirty()) && bytes > target) {
        if (row.dirty()) {
          dirty.write(row);
        }
        row.dirtyPlace = DirtyRows.GONE;
        table.removeAt(evictHand);
        bytes -= row.bytes;
        metrics.evicted();
        row = table.at(evictHand);
      }
      evictHand = evictHand + 1 < table.capacity() ? evictHand + 1 : 0;
    }
  }

  private void publish() {
    metrics.publish(table.size(), dirty.size(), bytes);
  }
}
