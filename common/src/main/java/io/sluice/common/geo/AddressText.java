package io.sluice.common.geo;

import java.nio.charset.StandardCharsets;

/**
 * Writes the address of {@link IpAddress}' two numbers in the one spelling that RFC 5952 section 4
 * recommends, and IPv4 as dotted quads: equal addresses are equal texts.
 */
public final class AddressText {
  /** No address is longer. */
  public static final int LONGEST = 39;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUPS = 8;

  private AddressText() {}

  public static String of(long high, long low) {
    byte[] text = new byte[LONGEST];
    return new String(text, 0, write(high, low, text), StandardCharsets.US_ASCII);
  }

  /** Writes the text from the beginning of the target and returns its length. */
  public static int write(long high, long low, byte[] target) {
    return high == 0 && low >>> 32 == 0xffff
        ? writeQuads((int) low, target)
        : writeGroups(high, low, target);
  }

  private static int writeQuads(int address, byte[] target) {
    int at = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int quad = address >>> shift & 0xff;
      if (quad >= 100) {
        target[at++] = HEX[quad / 100];
      }
      if (quad >= 10) {
        target[at++] = HEX[quad / 10 % 10];
      }
      target[at++] = HEX[quad % 10];
      if (shift > 0) {
        target[at++] = '.';
      }
    }
    return at;
  }

  private static int writeGroups(long high, long low, byte[] target) {
    int gap = longestZeros(high, low);
    int gapEnd = gap < 0 ? -1 : zerosEnd(high, low, gap);
    int at = 0;
    for (int index = 0; index < GROUPS; index++) {
      if (index == gap) {
        target[at++] = ':';
        target[at++] = ':';
        index = gapEnd - 1;
        continue;
      }
      if (index > 0 && index != gapEnd) {
        target[at++] = ':';
      }
      at = writeGroup(group(high, low, index), target, at);
    }
    return at;
  }

  private static int writeGroup(int group, byte[] target, int start) {
    int at = start;
    for (int shift = 12; shift >= 0; shift -= 4) {
      if (shift == 0 || group >>> shift != 0) {
        target[at++] = HEX[group >>> shift & 0xf];
      }
    }
    return at;
  }

  /** Where the longest run of two or more zero groups begins, the first of equals, or -1. */
  private static int longestZeros(long high, long low) {
    int longest = -1;
    int most = 1;
    for (int index = 0; index < GROUPS; index++) {
      int end = zerosEnd(high, low, index);
      if (end - index > most) {
        most = end - index;
        longest = index;
      }
      index = Math.max(index, end - 1);
    }
    return longest;
  }

  private static int zerosEnd(long high, long low, int from) {
    int at = from;
    while (at < GROUPS && group(high, low, at) == 0) {
      at++;
    }
    return at;
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3)) & 0xffff);
  }
}
