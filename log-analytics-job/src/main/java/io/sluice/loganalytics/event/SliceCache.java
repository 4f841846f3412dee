package io.sluice.loganalytics.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers what was found for the texts seen last, by their bytes: a hit makes neither a String
 * nor any other object, and is only a hit if every byte agrees.
 *
 * <p>A set-associative table like the one of CachedGeoLookup: the hash picks a set of four entries
 * ordered by last use, a miss evicts the last. Random texts thus cost loads, never memory.
 *
 * <p>For one thread.
 *
 * @param <V> what is found; never null
 */
public final class SliceCache<V> {

  /** Finds the value of a text that is not remembered. */
  @FunctionalInterface
  public interface Loader<V> {
    V load(byte[] text, int from, int to);
  }

  private static final int WAYS = 4;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Loader<V> loader;
  private final int[] hashes;
  private final byte[][] texts; // null where empty
  private final V[] values;
  private final int setMask;
  private long misses;

  /**
   * @param capacity texts to remember, rounded up to a power of two, at least 8
   */
  @SuppressWarnings("unchecked") // the array never leaves this class
  public SliceCache(int capacity, Loader<V> loader) {
    this.loader = loader;
    int entries = Integer.highestOneBit(Math.max(capacity, 2 * WAYS) * 2 - 1);
    this.hashes = new int[entries];
    this.texts = new byte[entries][];
    this.values = (V[]) new Object[entries];
    this.setMask = entries / WAYS - 1;
  }

  /** The value of the text [from, to). */
  public V get(byte[] buffer, int from, int to) {
    int hash = hash(buffer, from, to);
    int first = WAYS * (hash & setMask);
    for (int entry = first; entry < first + WAYS; entry++) {
      if (hashes[entry] == hash
          && texts[entry] != null
          && Arrays.equals(texts[entry], 0, texts[entry].length, buffer, from, to)) {
        return entry == first
            ? values[entry]
            : putFirst(first, entry, hash, texts[entry], values[entry]);
      }
    }
    misses++;
    V value = loader.load(buffer, from, to);
    return putFirst(first, first + WAYS - 1, hash, Arrays.copyOfRange(buffer, from, to), value);
  }

  /** Texts that had to be loaded, so far. */
  public long misses() {
    return misses;
  }

  private V putFirst(int first, int entry, int hash, byte[] text, V value) {
    System.arraycopy(hashes, first, hashes, first + 1, entry - first);
    System.arraycopy(texts, first, texts, first + 1, entry - first);
    System.arraycopy(values, first, values, first + 1, entry - first);
    hashes[first] = hash;
    texts[first] = text;
    values[first] = value;
    return value;
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    for (; at < to; at++) {
      hash = mix(hash ^ bytes[at]);
    }
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long value) {
    long product = value * 0x9E3779B97F4A7C15L;
    return product ^ product >>> 29;
  }
}
