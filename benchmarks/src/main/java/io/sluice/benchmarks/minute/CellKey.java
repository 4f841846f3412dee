package io.sluice.benchmarks.minute;

import io.sluice.common.geo.Place;

/**
 * Minute, country and status in one number: the minutes since 1970 above bit 32, two letters of the
 * country above bit 16 (0 where unknown), the status (−1 where missing) below.
 */
final class CellKey {
  static final long MINUTE = 60_000;
  private static final int GROUP_BITS = 5;
  static final String UNKNOWN = "unknown";

  private CellKey() {}

  static long of(long timestamp, Place place, int status) {
    return Math.floorDiv(timestamp, MINUTE) << 32 | country(place) << 16 | (status & 0xFFFF);
  }

  static long minute(long key) {
    return key >> 32;
  }

  /**
   * The group of cells that lie together in state: one of the {@code 2^GROUP_BITS} of its minute,
   * so that a checkpoint writes a few large values rather than thousands of small ones. Groups are
   * ordered by minute.
   */
  static long group(long key) {
    int hash = ((int) key * 0x9E3779B9) >>> (Integer.SIZE - GROUP_BITS);
    return minute(key) << GROUP_BITS | hash;
  }

  /** The first group of a minute. */
  static long firstGroup(long minute) {
    return minute << GROUP_BITS;
  }

  /** {@code minute country status}. */
  static String text(long key) {
    int country = (int) (key >>> 16) & 0xFFFF;
    String name = country == 0 ? UNKNOWN : "" + (char) (country >>> 8) + (char) (country & 0xFF);
    return minute(key) + " " + name + ' ' + (short) key;
  }

  private static long country(Place place) {
    String code = place.countryIsoCode();
    return code == null ? 0 : (code.charAt(0) << 8 | code.charAt(1)) & 0xFFFFL;
  }
}
