package io.sluice.common.geo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads 192.0.2.10 without a branch that depends on how many digits a quad has: on a stream of
 * different addresses those branches are guessed wrong again and again, which costs more than all
 * of the arithmetic.
 */
final class DottedQuads {
  static final int SHORTEST = 7;
  static final int LONGEST = 15;

  /** How many bytes from the first one must be readable, whatever stands in them. */
  static final int ROOM = 20;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;

  private DottedQuads() {}

  /** The address as 32 bits, or -1. */
  static long read(byte[] text, int from, int length) {
    int dots = dots(text, from) | (dots(text, from + Long.BYTES) << Long.BYTES);
    int ends = (dots & ((1 << length) - 1)) | (1 << length);
    if (Integer.bitCount(ends) != 4) {
      return -1;
    }
    long address = 0;
    int start = 0;
    int wrong = 0;
    for (int quad = 0; quad < 4; quad++) {
      int end = Integer.numberOfTrailingZeros(ends);
      int value = quad(text, from + start, end - start);
      wrong |= value;
      address = (address << 8) | value;
      start = end + 1;
      ends &= ends - 1;
    }
    return wrong < 0 ? -1 : address;
  }

  /** A bit for each of eight bytes that is a dot, the first one lowest. */
  private static int dots(byte[] text, int from) {
    long word = (long) LONG.get(text, from) ^ DOTS;
    long found = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    // Brings bits 7, 15, … 63 together in the uppermost byte.
    return (int) (((found >>> 7) * 0x0102040810204080L) >>> 56);
  }

  /** The value of one to three digits, 0 to 255 without leading zeros, or something negative. */
  private static int quad(byte[] text, int from, int length) {
    int bytes = (int) INT.get(text, from) ^ 0x303030;
    // Digits to the right of three bytes, zeros before them, what follows them out.
    int digits = bytes << (24 - 8 * length) & 0xffffff;
    int noDigit = ((digits + 0x767676) | digits) & 0x808080;
    int value = (digits >>> 16) + 10 * (digits >>> 8 & 0xff) + 100 * (digits & 0xff);
    boolean leadingZero = length > 1 && (bytes & 0xff) == 0;
    int wrong = -noDigit | (255 - value) | (length - 1) | (3 - length);
    return wrong < 0 || leadingZero ? -1 : value;
  }
}
