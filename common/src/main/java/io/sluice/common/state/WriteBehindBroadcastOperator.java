package io.sluice.common.state;

import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * {@link WriteBehindOperator} for an ordinary {@link KeyedBroadcastProcessFunction}: rows per key
 * beside rules or settings that change while the job runs. All that is said there holds here.
 *
 * <pre>{@code
 * events
 *     .keyBy(event -> event.deviceId)
 *     .connect(rules.broadcast())
 *     .transform(
 *         "detect faults",
 *         Alert.TYPE,
 *         new WriteBehindBroadcastOperator<>(new DetectFaults(), List.of(RULES), state))
 *     .uid("detect-faults");
 * }</pre>
 *
 * {@code applyToKeyedState} writes what has changed, goes through the keys as the state backend
 * lists them, and hands the function the handle of the rows: each key's row is read, so it costs a
 * look at the whole state. Broadcast state is operator state and is left to Flink.
 *
 * @param <K> the key
 * @param <I> the keyed input
 * @param <B> the broadcast input
 * @param <O> the output
 */
public class WriteBehindBroadcastOperator<K, I, B, O>
    extends CoBroadcastWithKeyedOperator<K, I, B, O> {
  private static final long serialVersionUID = 1L;

  private final StateConfig config;

  private transient RowStateStore<K> store;

  /** Null where no rows are kept, as is the following. */
  private transient HeapRows<K> rows;

  private transient RowsBackend<K> backend;

  public WriteBehindBroadcastOperator(
      KeyedBroadcastProcessFunction<K, I, B, O> function,
      List<MapStateDescriptor<?, ?>> broadcastStates,
      StateConfig config) {
    super(function, broadcastStates);
    this.config = config;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    KeyedStateBackend<K> keyed = super.getKeyedStateBackend();
    rows = HeapRows.over(keyed, config, getMetricGroup());
    store = new RowStateStore<>(context.getKeyedStateStore(), rows);
    backend = rows == null ? null : new RowsBackend<>(keyed, rows, store);
    super.initializeState(new RowInitializationContext(context, store));
  }

  @Override
  public void open() throws Exception {
    getRuntimeContext().setKeyedStateStore(store);
    super.open();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A> KeyedStateBackend<A> getKeyedStateBackend() {
    return backend == null ? super.getKeyedStateBackend() : (KeyedStateBackend<A>) backend;
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
  public void processElement1(StreamRecord<I> element) throws Exception {
    super.processElement1(element);
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
