package io.sluice.common.state;

import java.util.OptionalLong;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;

/** What a function initializes its state with, so that it finds the rows there too. */
record RowInitializationContext(StateInitializationContext context, KeyedStateStore store)
    implements StateInitializationContext {

  @Override
  public KeyedStateStore getKeyedStateStore() {
    return store;
  }

  @Override
  public OperatorStateStore getOperatorStateStore() {
    return context.getOperatorStateStore();
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return context.getRestoredCheckpointId();
  }

  @Override
  public Iterable<StatePartitionStreamProvider> getRawOperatorStateInputs() {
    return context.getRawOperatorStateInputs();
  }

  @Override
  public Iterable<KeyGroupStatePartitionStreamProvider> getRawKeyedStateInputs() {
    return context.getRawKeyedStateInputs();
  }
}
