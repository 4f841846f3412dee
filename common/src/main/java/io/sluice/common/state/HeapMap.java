package io.sluice.common.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * What a row holds of a map. Entries are read one by one as they are asked for; whoever goes
 * through them reads the whole map, once. What is overwritten or removed is not read.
 *
 * <p>Iterators go over the entries as they were when they were made, past what was removed since.
 */
final class HeapMap<K, U, V> implements RowState {
  private static final int BYTES_PER_MAP = 128;

  /** With its place in the hash table. */
  private static final int BYTES_PER_ENTRY = 112;

  private final HeapMapState<K, U, V> state;
  private final Row<K> row;
  private final Map<U, Entry> entries = new HashMap<>();
  private final List<Entry> changed = new ArrayList<>();

  /** A key that is not held is not there. */
  private boolean complete;

  /** What the keyed state has goes before anything is written. */
  private boolean clearFirst;

  HeapMap(HeapMapState<K, U, V> state, Row<K> row) {
    this.state = state;
    this.row = row;
    state.rows.grew(row, BYTES_PER_MAP);
  }

  /** Whether a key of the map has an entry. */
  private enum Presence {
    YES,
    NO,
    /** The keyed state gave null, which may stand for either: a value may be null. */
    NULL_OR_NO
  }

  /** One entry, or the knowledge that there is none. */
  private final class Entry extends MeasuredSize implements Map.Entry<U, V> {
    private final U key;
    private V value;
    private Presence presence;
    private boolean dirty;

    Entry(U key, V value, Presence presence) {
      this.key = key;
      this.value = value;
      this.presence = presence;
    }

    @Override
    public U getKey() {
      return key;
    }

    @Override
    public V getValue() {
      return value;
    }

    @Override
    public V setValue(V next) {
      V before = value;
      try {
        set(next, Presence.YES);
      } catch (Exception e) {
        throw new IllegalStateException("Cannot set an entry", e);
      }
      return before;
    }

    void set(V next, Presence nextPresence) throws Exception {
      if (next != value) {
        // What is put in stays the sender's, who may go on to change it.
        value = next == null ? null : state.valueSerializer.copy(next);
      }
      presence = nextPresence;
      if (!dirty) {
        dirty = true;
        changed.add(this);
      }
      state.rows.changed(row);
      if (updated()) {
        measure();
      }
    }

    void measure() throws Exception {
      int now = BYTES_PER_ENTRY + state.keySize.of(key) + state.valueSize.of(value);
      state.rows.grew(row, measured(now));
    }
  }

  V get(U key) throws Exception {
    Entry entry = known(key);
    return entry == null ? null : entry.value;
  }

  void put(U key, V value) throws Exception {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = hold(key, null, Presence.NO);
    }
    entry.set(value, Presence.YES);
  }

  void remove(U key) throws Exception {
    Entry entry = entries.get(key);
    if (entry == null && !complete) {
      hold(key, null, Presence.NO).set(null, Presence.NO);
    } else if (entry != null && entry.presence != Presence.NO) {
      entry.set(null, Presence.NO);
    }
  }

  boolean contains(U key) throws Exception {
    Entry entry = known(key);
    if (entry == null) {
      return false;
    }
    if (entry.presence == Presence.NULL_OR_NO) {
      state.rows.reading(row);
      entry.presence = state.stored.contains(key) ? Presence.YES : Presence.NO;
    }
    return entry.presence == Presence.YES;
  }

  void clear() {
    entries.values().forEach(entry -> state.rows.grew(row, -entry.bytes()));
    entries.clear();
    changed.clear();
    complete = true;
    clearFirst = true;
    state.rows.changed(row);
  }

  /** All entries that are there, each as it is wanted. */
  <T> Iterable<T> view(Function<Map.Entry<U, V>, T> as) throws Exception {
    if (!complete) {
      readAll();
    }
    List<Entry> held = new ArrayList<>(entries.values());
    return () -> new Present<>(held.iterator(), as);
  }

  @Override
  public void write() throws Exception {
    if (clearFirst) {
      state.stored.clear();
      clearFirst = false;
    }
    for (Entry entry : changed) {
      entry.dirty = false;
      if (entry.presence == Presence.YES) {
        state.stored.put(entry.key, entry.value);
      } else {
        state.stored.remove(entry.key);
        entries.remove(entry.key);
        state.rows.grew(row, -entry.bytes());
      }
    }
    changed.clear();
  }

  private Entry hold(U key, V value, Presence presence) {
    U own = state.keySerializer.copy(key);
    Entry entry = new Entry(own, value, presence);
    entries.put(own, entry);
    return entry;
  }

  /** The entry of a key, read if need be; null if the map is known to have none. */
  private Entry known(U key) throws Exception {
    Entry entry = entries.get(key);
    if (entry != null || complete) {
      return entry;
    }
    state.rows.reading(row);
    V value = state.stored.get(key);
    entry = hold(key, value, value == null ? Presence.NULL_OR_NO : Presence.YES);
    entry.measure();
    return entry;
  }

  private void readAll() throws Exception {
    state.rows.reading(row);
    for (Map.Entry<U, V> read : state.stored.entries()) {
      Entry held = entries.get(read.getKey());
      if (held == null) {
        hold(read.getKey(), read.getValue(), Presence.YES).measure();
      } else if (held.presence == Presence.NULL_OR_NO) {
        held.presence = Presence.YES;
      }
      // Else the row knows better: what it holds was read before, or changed since.
    }
    for (Entry held : entries.values()) {
      if (held.presence == Presence.NULL_OR_NO) {
        held.presence = Presence.NO;
      }
    }
    complete = true;
  }

  /** Goes over entries, past those that are not there. */
  private final class Present<T> implements Iterator<T> {
    private final Iterator<Entry> held;
    private final Function<Map.Entry<U, V>, T> as;
    private Entry next;
    private Entry last;

    Present(Iterator<Entry> held, Function<Map.Entry<U, V>, T> as) {
      this.held = held;
      this.as = as;
    }

    @Override
    public boolean hasNext() {
      while (next == null || next.presence != Presence.YES) {
        if (!held.hasNext()) {
          next = null;
          return false;
        }
        next = held.next();
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      last = next;
      next = null;
      return as.apply(last);
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("Nothing to remove before next()");
      }
      try {
        last.set(null, Presence.NO);
      } catch (Exception e) {
        throw new IllegalStateException("Cannot remove an entry", e);
      }
      last = null;
    }
  }
}
