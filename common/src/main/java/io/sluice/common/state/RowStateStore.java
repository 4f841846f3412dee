package io.sluice.common.state;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/**
 * Hands out the state handles of a hosted function: into the rows in heap, or straight to the keyed
 * state where no rows are kept. What it refuses, it refuses in both cases, so that a function that
 * runs one way runs the other.
 */
final class RowStateStore<K> implements KeyedStateStore {
  private final KeyedStateStore keyed;
  private final HeapRows<K> rows;
  private final Map<String, State> handles = new HashMap<>();

  /**
   * @param rows null where no rows are kept
   */
  RowStateStore(KeyedStateStore keyed, HeapRows<K> rows) {
    this.keyed = keyed;
    this.rows = rows;
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
    requireNoTimeToLive(descriptor);
    ValueState<T> stored = keyed.getState(descriptor);
    if (rows == null) {
      return stored;
    }
    @SuppressWarnings("unchecked")
    ValueState<T> handle =
        (ValueState<T>)
            handles.computeIfAbsent(
                descriptor.getName(),
                name -> new HeapValueState<>(rows, handles.size(), stored, descriptor));
    return handle;
  }

  @Override
  public <U, V> MapState<U, V> getMapState(MapStateDescriptor<U, V> descriptor) {
    requireNoTimeToLive(descriptor);
    MapState<U, V> stored = keyed.getMapState(descriptor);
    if (rows == null) {
      return stored;
    }
    @SuppressWarnings("unchecked")
    MapState<U, V> handle =
        (MapState<U, V>)
            handles.computeIfAbsent(
                descriptor.getName(),
                name -> new HeapMapState<>(rows, handles.size(), stored, descriptor));
    return handle;
  }

  /** The handle that a descriptor of either kind stands for. */
  @SuppressWarnings("unchecked")
  <S extends State> S handle(StateDescriptor<S, ?> descriptor) {
    if (descriptor instanceof ValueStateDescriptor<?> value) {
      return (S) getState(value);
    }
    if (descriptor instanceof MapStateDescriptor<?, ?> map) {
      return (S) getMapState(map);
    }
    throw refused(descriptor.getName(), "of the type " + descriptor.getType());
  }

  private static void requireNoTimeToLive(StateDescriptor<?, ?> descriptor) {
    if (descriptor.getTtlConfig().isEnabled()) {
      throw new IllegalArgumentException(
          "The state '"
              + descriptor.getName()
              + "' has a time to live, which rows in heap do not follow: clear it by an event-time"
              + " timer instead");
    }
  }

  private static UnsupportedOperationException refused(String name, String kind) {
    return new UnsupportedOperationException(
        "The state '"
            + name
            + "' is "
            + kind
            + ", which is not kept in rows: use a ValueState or a MapState");
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
    throw refused(descriptor.getName(), "a ListState");
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
    throw refused(descriptor.getName(), "a ReducingState");
  }

  @Override
  public <I, A, O> AggregatingState<I, O> getAggregatingState(
      AggregatingStateDescriptor<I, A, O> descriptor) {
    throw refused(descriptor.getName(), "an AggregatingState");
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
      org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> descriptor) {
    throw refused(descriptor.getStateId(), "an asynchronous ValueState");
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
      org.apache.flink.api.common.state.v2.ListStateDescriptor<T> descriptor) {
    throw refused(descriptor.getStateId(), "an asynchronous ListState");
  }

  @Override
  public <U, V> org.apache.flink.api.common.state.v2.MapState<U, V> getMapState(
      org.apache.flink.api.common.state.v2.MapStateDescriptor<U, V> descriptor) {
    throw refused(descriptor.getStateId(), "an asynchronous MapState");
  }

  @Override
  public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
      org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> descriptor) {
    throw refused(descriptor.getStateId(), "an asynchronous ReducingState");
  }

  @Override
  public <I, A, O> org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
      org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O> descriptor) {
    throw refused(descriptor.getStateId(), "an asynchronous AggregatingState");
  }

  @Override
  public String getBackendTypeIdentifier() {
    return keyed.getBackendTypeIdentifier();
  }
}
