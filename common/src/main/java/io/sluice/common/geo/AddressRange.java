package io.sluice.common.geo;

/**
 * A block of addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a
 * bare address is a block of one. IPv4 lies in ::ffff:0:0/96 as in {@link IpAddress}, so {@code
 * ::/0} holds every IPv4 address too.
 *
 * @param high the upper 64 bits of the block's first address
 * @param low the lower 64 bits of it
 * @param prefix how many leading bits an address must share, 0 to 128
 */
public record AddressRange(long high, long low, int prefix) {
  public AddressRange {
    if (prefix < 0 || prefix > 128) {
      throw new IllegalArgumentException("a prefix has 0 to 128 bits, not " + prefix);
    }
    high &= mask(prefix);
    low &= mask(prefix - 64);
  }

  /** Reads a block; the exception says in one line what is wrong with it. */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = new IpAddress();
    String first = slash < 0 ? text : text.substring(0, slash);
    if (first.indexOf('%') >= 0 || !address.parse(first)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an address or a block such as 10.0.0.0/8 or 2001:db8::/32");
    }
    boolean v6 = first.indexOf(':') >= 0;
    int prefix = slash < 0 ? 128 : prefix(text, slash + 1, v6 ? 128 : 32) + (v6 ? 0 : 96);
    return new AddressRange(address.high(), address.low(), prefix);
  }

  private static int prefix(String text, int from, int most) {
    String digits = text.substring(from);
    boolean number = digits.matches("[0-9]{1,3}");
    int prefix = number ? Integer.parseInt(digits) : -1;
    if (prefix < 0 || prefix > most) {
      throw new IllegalArgumentException(
          "\"" + text + "\": what follows the slash must be 0 to " + most);
    }
    return prefix;
  }

  public boolean contains(long addressHigh, long addressLow) {
    return (addressHigh & mask(prefix)) == high && (addressLow & mask(prefix - 64)) == low;
  }

  private static long mask(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= 64 ? -1L : -1L << (64 - bits);
  }
}
