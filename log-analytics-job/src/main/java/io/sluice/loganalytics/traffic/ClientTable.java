package io.sluice.loganalytics.traffic;

import io.sluice.common.geo.Place;

/**
 * The clients of one second, and which totals have counted each of them already.
 *
 * <p>A client asks for several things in a second, as a rule under one host, with one user agent
 * and always from one place. So its first request is counted as a client in every dimension, and of
 * those that follow most only where the path is another: that saves the probes of the totals' own
 * sets. Only the totals it met last are remembered for each dimension; those sets tell the rest.
 *
 * <p>An open-addressing table (linear probing, at most half full) of even hashes. For one thread.
 */
final class ClientTable {
  private static final int DIMENSIONS = Dimension.values().length;
  private static final int LEAST_SLOTS = 16;

  private long[] hashes; // 0 = free
  private Place[] places;
  private TrafficTotals[] counted; // by slot, then dimension
  private int size;

  /**
   * @param expected clients, so that it need not grow on the way there
   */
  ClientTable(int expected) {
    allocate(Math.max(LEAST_SLOTS, Integer.highestOneBit(expected) * 4));
  }

  private void allocate(int slots) {
    hashes = new long[slots];
    places = new Place[slots];
    counted = new TrafficTotals[slots * DIMENSIONS];
  }

  /** Where the client of this hash lies, which is not 0; until the next call. */
  int slot(long hash) {
    int slot = find(hash);
    if (hashes[slot] == hash) {
      return slot;
    }
    if (size * 2 >= hashes.length) {
      grow();
      slot = find(hash);
    }
    hashes[slot] = hash;
    size++;
    return slot;
  }

  int size() {
    return size;
  }

  /** Whether the client's last request came from this very place. */
  boolean isAt(int slot, Place place) {
    return places[slot] == place;
  }

  void moveTo(int slot, Place place) {
    places[slot] = place;
  }

  /** The totals of this dimension that counted the client last, null where none did. */
  TrafficTotals latest(int slot, Dimension dimension) {
    return counted[slot * DIMENSIONS + dimension.ordinal()];
  }

  void counted(int slot, Dimension dimension, TrafficTotals totals) {
    counted[slot * DIMENSIONS + dimension.ordinal()] = totals;
  }

  private int find(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    Place[] oldPlaces = places;
    TrafficTotals[] oldCounted = counted;
    allocate(oldHashes.length * 2);
    for (int old = 0; old < oldHashes.length; old++) {
      if (oldHashes[old] != 0) {
        int slot = find(oldHashes[old]);
        hashes[slot] = oldHashes[old];
        places[slot] = oldPlaces[old];
        System.arraycopy(oldCounted, old * DIMENSIONS, counted, slot * DIMENSIONS, DIMENSIONS);
      }
    }
  }
}
