package io.sluice.common.state;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hosts an ordinary {@link KeyedProcessFunction} and keeps the rows it works on in heap: what is
 * known about a key is read from the state backend when the key is first seen, changed in heap, and
 * written back before each barrier. Nothing is read or written per event, as long as the working
 * set fits.
 *
 * <pre>{@code
 * events
 *     .keyBy(event -> event.deviceId)
 *     .transform("detect faults", Alert.TYPE, new WriteBehindOperator<>(new DetectFaults(), state))
 *     .uid("detect-faults");
 * }</pre>
 *
 * <h2>What is the same as without</h2>
 *
 * The function is plain Flink, as are the uid, the names and serializers of its states and its
 * timers, and with them everything on disk: a savepoint written one way (here, with {@code
 * state.write-behind=false}, or by {@code keyBy(…).process(function)}) restores the other way, at
 * any parallelism, and the State Processor API reads it.
 *
 * <h2>Why nothing is lost</h2>
 *
 * Rows are written in {@code prepareSnapshotPreBarrier}, hence behind all that the barrier is
 * behind, and before any state is copied: aligned or unaligned, checkpoint or savepoint of either
 * format, each finds the keyed state as it would be without rows in heap. What changes between that
 * and the synchronous part of the snapshot, if anything, is written there. A failure loses the heap
 * and goes back to the last completed checkpoint, as ever. A checkpoint that is declined or aborted
 * has only written early: those rows are part of whichever completes next. After a restore the heap
 * is empty and each key is read when first seen. Timers are Flink's own, registered as the function
 * says so: those of keys nobody has seen since the restore fire like all others, and their rows are
 * read then.
 *
 * <h2>What the function has to keep to</h2>
 *
 * <ul>
 *   <li>{@link org.apache.flink.api.common.state.ValueState} and {@link
 *       org.apache.flink.api.common.state.MapState} are supported. All others, asynchronous state
 *       and a time to live are refused when the function opens, whichever way it runs: what should
 *       end is cleared by an event-time timer.
 *   <li>A value that a handle gives out is the row's own, not a copy. Change it in place and call
 *       {@code update} (or {@code put}) with it, or leave it as it is. A change without {@code
 *       update} is lost when the row is evicted, as it is at once on RocksDB. Never emit it or keep
 *       it beyond the call: emit what was derived from it. A test with {@code new StateConfig(true,
 *       0, 1)} reads and writes each row with each event and shows who forgot.
 *   <li>Keys, and values that were not given out by the handle, are copied when they are put in, so
 *       that a sender may reuse its objects.
 *   <li>Keys are equal by {@code equals}, as {@code keyBy} demands.
 *   <li>The order in which a map is gone through is not defined, here as on any backend, and is not
 *       the same from run to run: sort what depends on it.
 * </ul>
 *
 * <h2>What is bounded</h2>
 *
 * <b>Heap</b>, by {@link StateConfig#heapBytes} for each subtask. A row is taken for 128 bytes, 64
 * for each value and 112 for each entry of a map, plus twice what the serializers write of key and
 * values. A value is measured when it is read or put in, and then after 1, 2, 4 … at most 64
 * updates, more often while it grows. Values of many small objects (a map of boxed numbers) take up
 * to three times as much: pack them. Beyond the bound quiet rows are evicted, at first those that
 * need no writing; a working set that never fits costs what RocksDB costs. The unit is the row: all
 * that is held for one key stays or goes at once, after the event that is being worked on.
 *
 * <p><b>The pause before a barrier</b>, by {@link StateConfig#maxDirtyRows}: once half as many rows
 * wait to be written, those not touched for a second are written in slices of about two
 * milliseconds, for at most a tenth of the time; at the bound itself as many as need be.
 *
 * <p><b>Timers</b>: to register an event-time timer again that is one of the last two of its key
 * costs nothing, so a function may do so with every event. A deadline that moves should not move
 * its timer: keep the deadline in the row, leave the timer where it is, and register the next one
 * when it fires too early. To delete and register with every event costs two accesses to RocksDB
 * each time.
 *
 * <h2>Where rows are not kept</h2>
 *
 * On any backend but RocksDB, that is on the heap backend of a replay and in batch execution, the
 * function works straight on the keyed state: heap before heap would gain nothing.
 *
 * <p>Metrics are listed at {@link RowMetrics}. What a function emits is emitted at once; the
 * operator holds back nothing, so there is nothing to flush at the end of input beyond the timers
 * that the last watermark fires.
 *
 * @param <K> the key
 * @param <I> the input
 * @param <O> the output
 */
public class WriteBehindOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
  private static final long serialVersionUID = 1L;

  private final StateConfig config;

  private transient KeyedStateStore store;

  /** Null where no rows are kept. */
  private transient HeapRows<K> rows;

  public WriteBehindOperator(KeyedProcessFunction<K, I, O> function, StateConfig config) {
    super(function);
    this.config = config;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    KeyedStateBackend<K> backend = getKeyedStateBackend();
    rows = HeapRows.over(backend, config, getMetricGroup());
    store = new RowStateStore<>(context.getKeyedStateStore(), rows);
    super.initializeState(new RowInitializationContext(context, store));
  }

  @Override
  public void open() throws Exception {
    getRuntimeContext().setKeyedStateStore(store);
    super.open();
  }

  @Override
  public <A, N> InternalTimerService<N> getInternalTimerService(
      String name, TypeSerializer<N> namespaceSerializer, Triggerable<A, N> triggerable) {
    return RememberedTimers.over(
        super.getInternalTimerService(name, namespaceSerializer, triggerable), rows);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void setCurrentKey(Object key) {
    if (rows == null) {
      super.setCurrentKey(key);
    } else {
      rows.select((K) key);
    }
  }

  @Override
  public Object getCurrentKey() {
    return rows == null ? super.getCurrentKey() : rows.key();
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    super.processElement(element);
    settle();
  }

  @Override
  public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    if (rows != null) {
      rows.timerFired(timer.getTimestamp());
    }
    super.onEventTime(timer);
    settle();
  }

  @Override
  public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    super.onProcessingTime(timer);
    settle();
  }

  private void settle() throws Exception {
    if (rows != null) {
      rows.settle();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    if (rows != null) {
      rows.writeBeforeBarrier();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (rows != null) {
      // Nothing, unless somebody in the chain has sent something since.
      rows.writeAll();
    }
  }
}
