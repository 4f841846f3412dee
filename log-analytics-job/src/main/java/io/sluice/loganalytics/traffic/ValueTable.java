package io.sluice.loganalytics.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Totals by a value that is still a slice of bytes: an open-addressing table (linear probing, at
 * most half full) that compares bytes and makes a String once per value, not once per request.
 */
final class ValueTable {
  /** Sees a value for the first time and brings the totals it shall count into. */
  @FunctionalInterface
  interface Creator {
    TrafficTotals create(String value);
  }

  /** Longer values are cut: they are keys of a table, and its index has a limit. */
  static final int MAX_LENGTH = 512;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final byte[] UNKNOWN = Dimension.UNKNOWN.getBytes(StandardCharsets.UTF_8);

  private byte[][] keys = new byte[16][];
  private int[] hashes = new int[16];
  private TrafficTotals[] totals = new TrafficTotals[16];
  private int size;
  private TrafficTotals missing;

  TrafficTotals get(byte[] buffer, int from, int to, Creator creator) {
    int end = Math.min(to, from + MAX_LENGTH);
    int hash = hash(buffer, from, end);
    int slot = find(buffer, from, end, hash);
    if (totals[slot] == null) {
      byte[] key = Arrays.copyOfRange(buffer, from, end);
      insert(slot, key, hash, creator.create(text(key)));
      slot = find(buffer, from, end, hash);
    }
    return totals[slot];
  }

  /** The totals of requests that lack a value. */
  TrafficTotals missing(Creator creator) {
    if (missing == null) {
      missing = get(UNKNOWN, 0, UNKNOWN.length, creator);
    }
    return missing;
  }

  /** NUL, which Postgres cannot hold, becomes the replacement character like malformed UTF-8. */
  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }

  private int find(byte[] buffer, int from, int to, int hash) {
    int mask = totals.length - 1;
    int slot = hash & mask;
    while (totals[slot] != null
        && (hashes[slot] != hash
            || !Arrays.equals(keys[slot], 0, keys[slot].length, buffer, from, to))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void insert(int slot, byte[] key, int hash, TrafficTotals value) {
    keys[slot] = key;
    hashes[slot] = hash;
    totals[slot] = value;
    size++;
    if (size * 2 > totals.length) {
      grow();
    }
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldHashes = hashes;
    TrafficTotals[] oldTotals = totals;
    keys = new byte[oldKeys.length * 2][];
    hashes = new int[keys.length];
    totals = new TrafficTotals[keys.length];
    for (int i = 0; i < oldTotals.length; i++) {
      if (oldTotals[i] != null) {
        int slot = find(oldKeys[i], 0, oldKeys[i].length, oldHashes[i]);
        keys[slot] = oldKeys[i];
        hashes[slot] = oldHashes[i];
        totals[slot] = oldTotals[i];
      }
    }
  }

  private static int hash(byte[] buffer, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(buffer, at)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    if (at < to) {
      hash = (hash ^ last(buffer, at, to)) * MULTIPLIER;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  /** The last bytes, fewer than eight, as one word with zeros above. */
  private static long last(byte[] buffer, int from, int to) {
    int bits = (to - from) * Byte.SIZE;
    if (from + Long.BYTES <= buffer.length) {
      return (long) LONGS.get(buffer, from) & (1L << bits) - 1;
    }
    long word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = word << Byte.SIZE | buffer[at] & 0xFF;
    }
    return word;
  }
}
