package io.sluice.common.runtime;

/** Where keyed state lives. */
public enum StateBackend {
  /** On local disk, checkpointed incrementally: for state larger than the heap. */
  ROCKSDB("rocksdb"),
  /** On the heap: faster while it fits. */
  HASHMAP("hashmap");

  private final String flinkName;

  StateBackend(String flinkName) {
    this.flinkName = flinkName;
  }

  String flinkName() {
    return flinkName;
  }
}
