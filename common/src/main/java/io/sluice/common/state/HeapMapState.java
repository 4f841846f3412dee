package io.sluice.common.state;

import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The handle of a map per key that lies in the row of the current key, see {@link HeapMap}. */
final class HeapMapState<K, U, V> implements MapState<U, V> {
  private final int handle;

  /** What the maps of all rows share. */
  final HeapRows<K> rows;

  final MapState<U, V> stored;
  final TypeSerializer<U> keySerializer;
  final TypeSerializer<V> valueSerializer;
  final SizeEstimate<U> keySize;
  final SizeEstimate<V> valueSize;

  HeapMapState(
      HeapRows<K> rows, int handle, MapState<U, V> stored, MapStateDescriptor<U, V> descriptor) {
    this.rows = rows;
    this.handle = handle;
    this.stored = stored;
    this.keySerializer = descriptor.getKeySerializer();
    this.valueSerializer = descriptor.getValueSerializer();
    this.keySize = new SizeEstimate<>(keySerializer);
    this.valueSize = new SizeEstimate<>(valueSerializer);
  }

  @Override
  public V get(U key) throws Exception {
    return map().get(key);
  }

  @Override
  public void put(U key, V value) throws Exception {
    map().put(key, value);
  }

  @Override
  public void putAll(Map<U, V> entries) throws Exception {
    HeapMap<K, U, V> map = map();
    for (Map.Entry<U, V> entry : entries.entrySet()) {
      map.put(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void remove(U key) throws Exception {
    map().remove(key);
  }

  @Override
  public boolean contains(U key) throws Exception {
    return map().contains(key);
  }

  @Override
  public Iterable<Map.Entry<U, V>> entries() throws Exception {
    return map().view(entry -> entry);
  }

  @Override
  public Iterable<U> keys() throws Exception {
    return map().view(Map.Entry::getKey);
  }

  @Override
  public Iterable<V> values() throws Exception {
    return map().view(Map.Entry::getValue);
  }

  @Override
  public Iterator<Map.Entry<U, V>> iterator() throws Exception {
    return entries().iterator();
  }

  @Override
  public boolean isEmpty() throws Exception {
    return !keys().iterator().hasNext();
  }

  @Override
  public void clear() {
    try {
      map().clear();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot clear a map state", e);
    }
  }

  @SuppressWarnings("unchecked")
  private HeapMap<K, U, V> map() throws Exception {
    Row<K> row = rows.current();
    HeapMap<K, U, V> map = (HeapMap<K, U, V>) row.state(handle);
    if (map == null) {
      map = new HeapMap<>(this, row);
      row.put(handle, map);
    }
    return map;
  }
}
