package io.sluice.common.geo;

import java.util.HashMap;
import java.util.Map;

/**
 * Remembers the places of the addresses seen last, so that a busy client costs one probe of an
 * array instead of a walk through the file.
 *
 * <p>A set-associative table: the hash of an address picks a set of four entries that lie in one
 * cache line, ordered by last use; a miss evicts the last of its set. Two busy addresses that fall
 * on the same set therefore live side by side, which a direct-mapped table would not allow. A hit
 * allocates nothing. Equal places are kept as one object, so that a hundred thousand addresses of
 * one city cost one Place.
 *
 * <p>For one thread. A reload of the files makes a new one, with an empty table.
 */
public final class CachedGeoLookup implements GeoLookup {
  private static final int WAYS = 4;

  private final GeoLookup source;
  private final long[] addresses; // high and low of each entry; 0/0 where empty
  private final Place[] places;
  private final int setBits;
  private final Map<Place, Place> interned = new HashMap<>();
  private long misses;

  /**
   * @param capacity addresses to remember, rounded up to a power of two, at least 8
   */
  public CachedGeoLookup(GeoLookup source, int capacity) {
    this.source = source;
    int entries = Integer.highestOneBit(Math.max(capacity, 2 * WAYS) * 2 - 1);
    this.addresses = new long[2 * entries];
    this.places = new Place[entries];
    this.setBits = Integer.numberOfTrailingZeros(entries / WAYS);
  }

  @Override
  public Place locate(long high, long low) {
    if (high == 0 && low == 0) {
      return source.locate(high, low);
    }
    int first = WAYS * set(high, low);
    for (int entry = first; entry < first + WAYS; entry++) {
      if (addresses[2 * entry + 1] == low && addresses[2 * entry] == high) {
        return entry == first ? places[entry] : moveToFront(first, entry, high, low);
      }
    }
    misses++;
    places[first + WAYS - 1] = intern(source.locate(high, low));
    return moveToFront(first, first + WAYS - 1, high, low);
  }

  /** Lookups that had to ask the source, so far. */
  public long misses() {
    return misses;
  }

  private int set(long high, long low) {
    long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> (Long.SIZE - setBits));
  }

  private Place moveToFront(int first, int entry, long high, long low) {
    Place place = places[entry];
    System.arraycopy(addresses, 2 * first, addresses, 2 * first + 2, 2 * (entry - first));
    System.arraycopy(places, first, places, first + 1, entry - first);
    addresses[2 * first] = high;
    addresses[2 * first + 1] = low;
    places[first] = place;
    return place;
  }

  private Place intern(Place place) {
    if (interned.size() >= 2 * places.length) {
      forgetEvictedPlaces();
    }
    Place known = interned.putIfAbsent(place, place);
    return known == null ? place : known;
  }

  private void forgetEvictedPlaces() {
    interned.clear();
    for (Place place : places) {
      if (place != null) {
        interned.put(place, place);
      }
    }
  }
}
