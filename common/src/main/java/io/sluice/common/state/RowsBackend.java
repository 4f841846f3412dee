package io.sluice.common.state;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyGroupedInternalPriorityQueue;
import org.apache.flink.runtime.state.Keyed;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateFunction;
import org.apache.flink.runtime.state.PriorityComparable;
import org.apache.flink.runtime.state.StateSnapshotTransformer.StateSnapshotTransformFactory;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueElement;

/**
 * The state backend as Flink's broadcast operator is to see it: as it is, but that going through
 * all keys of a state goes through the rows in heap, too. Whoever is called for a key finds it
 * current, with every handle and timer, as on the backend itself.
 */
final class RowsBackend<K> implements KeyedStateBackend<K> {
  private final KeyedStateBackend<K> backend;
  private final HeapRows<K> rows;
  private final RowStateStore<K> store;

  RowsBackend(KeyedStateBackend<K> backend, HeapRows<K> rows, RowStateStore<K> store) {
    this.backend = backend;
    this.rows = rows;
    this.store = store;
  }

  @Override
  public <N, S extends State, T> void applyToAllKeys(
      N namespace,
      TypeSerializer<N> namespaceSerializer,
      StateDescriptor<S, T> descriptor,
      KeyedStateFunction<K, S> function)
      throws Exception {
    S handle = store.handle(descriptor);
    K before = rows.key();
    // Only what is written is listed. The list stays as it is while rows are written behind it.
    rows.writeAll();
    try (Stream<K> keys = backend.getKeys(descriptor.getName(), namespace)) {
      for (Iterator<K> each = keys.iterator(); each.hasNext(); ) {
        K key = each.next();
        rows.select(key);
        function.process(key, handle);
        rows.settle();
      }
    }
    rows.select(before);
  }

  @Override
  public void setCurrentKey(K key) {
    backend.setCurrentKey(key);
  }

  @Override
  public K getCurrentKey() {
    return backend.getCurrentKey();
  }

  @Override
  public void setCurrentKeyAndKeyGroup(K key, int keyGroup) {
    backend.setCurrentKeyAndKeyGroup(key, keyGroup);
  }

  @Override
  public TypeSerializer<K> getKeySerializer() {
    return backend.getKeySerializer();
  }

  @Override
  public <N> Stream<K> getKeys(String state, N namespace) {
    return backend.getKeys(state, namespace);
  }

  @Override
  public <N> Stream<K> getKeys(List<String> states, N namespace) {
    return backend.getKeys(states, namespace);
  }

  @Override
  public <N> Stream<Tuple2<K, N>> getKeysAndNamespaces(String state) {
    return backend.getKeysAndNamespaces(state);
  }

  @Override
  public <N, S extends State, T> S getOrCreateKeyedState(
      TypeSerializer<N> namespaceSerializer, StateDescriptor<S, T> descriptor) throws Exception {
    return backend.getOrCreateKeyedState(namespaceSerializer, descriptor);
  }

  @Override
  public <N, S extends State> S getPartitionedState(
      N namespace, TypeSerializer<N> namespaceSerializer, StateDescriptor<S, ?> descriptor)
      throws Exception {
    return backend.getPartitionedState(namespace, namespaceSerializer, descriptor);
  }

  @Override
  public <N, SV, SEV, S extends State, IS extends S> IS createOrUpdateInternalState(
      TypeSerializer<N> namespaceSerializer,
      StateDescriptor<S, SV> descriptor,
      StateSnapshotTransformFactory<SEV> transforms)
      throws Exception {
    return backend.createOrUpdateInternalState(namespaceSerializer, descriptor, transforms);
  }

  @Override
  public <T extends HeapPriorityQueueElement & PriorityComparable<? super T> & Keyed<?>>
      KeyGroupedInternalPriorityQueue<T> create(String name, TypeSerializer<T> serializer) {
    return backend.create(name, serializer);
  }

  @Override
  public void registerKeySelectionListener(KeySelectionListener<K> listener) {
    backend.registerKeySelectionListener(listener);
  }

  @Override
  public boolean deregisterKeySelectionListener(KeySelectionListener<K> listener) {
    return backend.deregisterKeySelectionListener(listener);
  }

  @Override
  public boolean isSafeToReuseKVState() {
    return backend.isSafeToReuseKVState();
  }

  @Override
  public String getBackendTypeIdentifier() {
    return backend.getBackendTypeIdentifier();
  }

  @Override
  public void dispose() {
    backend.dispose();
  }
}
