package io.sluice.common.geo;

/**
 * The addresses that no geo file can know, because they mean something only inside a network:
 * private (RFC 1918), loopback, link-local, carrier-grade NAT (RFC 6598), unique local (RFC 4193),
 * this network, multicast and the reserved rest of class E.
 */
final class UnroutableAddresses {
  private UnroutableAddresses() {}

  static boolean contains(long high, long low) {
    return AddressText.isIpv4(high, low) ? ipv4((int) low) : ipv6(high, low);
  }

  private static boolean ipv4(int address) {
    return switch (address >>> 24) {
      case 0, 10, 127 -> true;
      case 100 -> address >>> 22 == (100 << 2 | 1); // 100.64.0.0/10
      case 169 -> address >>> 16 == (169 << 8 | 254);
      case 172 -> address >>> 20 == (172 << 4 | 1); // 172.16.0.0/12
      case 192 -> address >>> 16 == (192 << 8 | 168);
      default -> address >>> 28 >= 0xE;
    };
  }

  private static boolean ipv6(long high, long low) {
    return high >>> 57 == 0xFC >>> 1 // unique local, fc00::/7
        || high >>> 54 == 0xFE80 >>> 6 // link-local, fe80::/10
        || high >>> 56 == 0xFF // multicast
        || (high == 0 && low == 1); // loopback
  }
}
