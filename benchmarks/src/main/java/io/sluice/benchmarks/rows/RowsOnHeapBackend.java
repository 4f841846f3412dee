package io.sluice.benchmarks.rows;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's own operator on the heap backend, whose every checkpoint holds the whole state. */
public final class RowsOnHeapBackend extends RowsPerEvent {

  @Override
  void prepare(StreamExecutionEnvironment environment) {
    Configuration heap = new Configuration();
    heap.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    environment.configure(heap);
  }
}
