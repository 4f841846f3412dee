package io.sluice.loganalytics.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time.
 *
 * <p>A word xor the needle in every byte is zero where the needle stands; {@code (x - 0x01…) & ~x &
 * 0x80…} marks zero bytes (Hacker's Delight, 2nd edition, section 6-1). It may mark a byte above
 * the lowest zero wrongly, never the lowest, and only the lowest is read here. Words are read in
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
    while (at < to && bytes[at] != needle) {
      at++;
    }
    return Math.min(at, to);
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
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return Math.min(at, to);
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
