package io.sluice.common.state;

/**
 * Rows by their key: open addressing with linear probing. The hash codes lie beside the slots, so
 * that an event looks at no row but its own; what it costs is the misses of the processor's cache.
 * A sweep for quiet rows is a walk over an array.
 *
 * <p>Keys are equal by {@code equals} and spread by {@code hashCode}, on which {@code keyBy} relies
 * already. Never shrinks: what was needed once is needed again.
 */
final class RowTable<K> {
  private static final int SMALLEST = 64;

  /** Spreads consecutive and multiplied hash codes alike (Fibonacci hashing, Knuth 6.4). */
  private static final int GOLDEN = 0x9E3779B9;

  private Row<K>[] slots = slots(SMALLEST);

  /** Of the row in the slot; whatever where there is none. */
  private int[] hashes = new int[SMALLEST];

  private int shift = Integer.numberOfLeadingZeros(SMALLEST - 1);
  private int size;

  static int hash(Object key) {
    return key.hashCode() * GOLDEN;
  }

  int size() {
    return size;
  }

  int capacity() {
    return slots.length;
  }

  /** What lies in a slot, or null. */
  Row<K> at(int slot) {
    return slots[slot & (slots.length - 1)];
  }

  Row<K> find(K key, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash >>> shift; ; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash || slots[slot] == null) {
        Row<K> row = slots[slot];
        if (row == null || row.key.equals(key)) {
          return row;
        }
      }
    }
  }

  /** Adds a row whose key is not there yet. */
  void add(Row<K> row) {
    // At most half full, or probing gets long.
    if (++size * 2 > slots.length) {
      grow();
    }
    place(row);
  }

  private void place(Row<K> row) {
    int mask = slots.length - 1;
    int slot = row.hash >>> shift;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = row;
    hashes[slot] = row.hash;
  }

  private void grow() {
    Row<K>[] before = slots;
    slots = slots(before.length * 2);
    hashes = new int[slots.length];
    shift--;
    for (Row<K> row : before) {
      if (row != null) {
        place(row);
      }
    }
  }

  /** Empties a slot; rows behind it that had to give way move up, perhaps into that very slot. */
  void removeAt(int slot) {
    int mask = slots.length - 1;
    int gap = slot & mask;
    size--;
    for (int next = (gap + 1) & mask; slots[next] != null; next = (next + 1) & mask) {
      int home = hashes[next] >>> shift;
      // The row may move to the gap unless its home lies behind the gap, going round.
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        slots[gap] = slots[next];
        hashes[gap] = hashes[next];
        gap = next;
      }
    }
    slots[gap] = null;
  }

  @SuppressWarnings("unchecked")
  private static <K> Row<K>[] slots(int count) {
    return (Row<K>[]) new Row<?>[count];
  }
}
