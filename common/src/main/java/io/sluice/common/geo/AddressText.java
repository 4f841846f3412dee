package io.sluice.common.geo;

import java.nio.charset.StandardCharsets;

/**
 * Writes a numeric address as text: dotted IPv4, or IPv6 in the canonical form of RFC 5952. The way
 * back from what {@link GeoLookup} takes.
 */
public final class AddressText {
  public static final int LONGEST = 39;

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final long MAPPED = 0xFFFFL;
  private static final int GROUPS = 8;

  private AddressText() {}

  /** Writes to {@code out} from {@code at} and returns the end; at most LONGEST bytes. */
  public static int write(long high, long low, byte[] out, int at) {
    return isIpv4(high, low) ? ipv4((int) low, out, at) : ipv6(high, low, out, at);
  }

  /** Whether the number is an IPv4 address, mapped into IPv6. */
  public static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> 32 == MAPPED;
  }

  /** The same as a String. */
  public static String of(long high, long low) {
    byte[] text = new byte[LONGEST];
    return new String(text, 0, write(high, low, text, 0), StandardCharsets.US_ASCII);
  }

  private static int ipv4(int address, byte[] out, int start) {
    int at = start;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int part = address >>> shift & 0xFF;
      if (part >= 100) {
        out[at++] = (byte) ('0' + part / 100);
      }
      if (part >= 10) {
        out[at++] = (byte) ('0' + part / 10 % 10);
      }
      out[at++] = (byte) ('0' + part % 10);
      if (shift > 0) {
        out[at++] = '.';
      }
    }
    return at;
  }

  private static int ipv6(long high, long low, byte[] out, int start) {
    int gapLength = longestZeroRun(high, low);
    int gap = gapLength < 2 ? GROUPS : firstZeroRun(high, low, gapLength);
    int at = start;
    for (int index = 0; index < GROUPS; index++) {
      if (index == gap) {
        out[at++] = ':';
        index += gapLength - 1;
        if (index == GROUPS - 1) {
          out[at++] = ':';
        }
        continue;
      }
      if (index > 0) {
        out[at++] = ':';
      }
      at = hex(group(high, low, index), out, at);
    }
    return at;
  }

  private static int group(long high, long low, int index) {
    long half = index < GROUPS / 2 ? high : low;
    return (int) (half >>> (48 - 16 * (index % (GROUPS / 2)))) & 0xFFFF;
  }

  private static int longestZeroRun(long high, long low) {
    int longest = 0;
    int run = 0;
    for (int index = 0; index < GROUPS; index++) {
      run = group(high, low, index) == 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static int firstZeroRun(long high, long low, int length) {
    int run = 0;
    int index = 0;
    for (; run < length; index++) {
      run = group(high, low, index) == 0 ? run + 1 : 0;
    }
    return index - length;
  }

  private static int hex(int group, byte[] out, int start) {
    int at = start;
    for (int shift = 12; shift >= 0; shift -= 4) {
      if (group >>> shift != 0 || shift == 0) {
        out[at++] = HEX[group >>> shift & 0xF];
      }
    }
    return at;
  }
}
