package io.sluice.loganalytics.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time.
 *
 * <p>A word xor the needle in every byte is zero where the needle stands; {@code (x - 0x01…) & ~x &
 * 0x80…} marks zero bytes (Hacker's Delight, 2nd edition, section 6-1). It may mark a byte above
 * the lowest zero wrongly, never the lowest, which is the only one read. Words are read in
 * little-endian order, so the lowest is the first. Nothing beyond {@code to} is read.
 */
public final class ByteScan {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteScan() {}

  /** The eight bytes from {@code at}, the first one lowest. */
  static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** Where the needle first stands in [from, to), or {@code to}. */
  public static int find(byte[] bytes, int from, int to, int needle) {
    long pattern = ONES * needle;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long found = zeros(word(bytes, at) ^ pattern);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    return at >= to ? to : findInRest(bytes, at, to, pattern, pattern);
  }

  /** Where the first of two needles stands in [from, to), or {@code to}. */
  static int findEither(byte[] bytes, int from, int to, int one, int other) {
    long onePattern = ONES * one;
    long otherPattern = ONES * other;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = word(bytes, at);
      long found = zeros(word ^ onePattern) | zeros(word ^ otherPattern);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    return at >= to ? to : findInRest(bytes, at, to, onePattern, otherPattern);
  }

  /** Where a quote, a backslash or a byte below the blank first stands in [from, to), or to. */
  static int findSpecial(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = word(bytes, at);
      // Bytes below 0x20, Hacker's Delight as above: never wrong about the lowest.
      long control = (word - ONES * 0x20) & ~word & HIGHS;
      long found = zeros(word ^ ONES * '"') | zeros(word ^ ONES * '\\') | control;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xe0) != 0) {
      at++;
    }
    return at;
  }

  /** The last, incomplete word: read together with the bytes before it, which do not count. */
  private static int findInRest(byte[] bytes, int at, int to, long onePattern, long otherPattern) {
    int start = to - Long.BYTES;
    if (start < 0) {
      return findBytewise(bytes, at, to, (byte) onePattern, (byte) otherPattern);
    }
    long word = word(bytes, start);
    long all = exactZeros(word ^ onePattern) | exactZeros(word ^ otherPattern);
    long found = all & -1L << ((at - start) << 3);
    return found == 0 ? to : start + (Long.numberOfTrailingZeros(found) >>> 3);
  }

  private static int findBytewise(byte[] bytes, int from, int to, byte one, byte other) {
    int at = from;
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return at;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  /** Marks no other byte, also above a zero. */
  private static long exactZeros(long word) {
    return ~(((word & ~HIGHS) + ~HIGHS) | word | ~HIGHS);
  }
}
