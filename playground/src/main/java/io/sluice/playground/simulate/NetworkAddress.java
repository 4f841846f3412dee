package io.sluice.playground.simulate;

import io.sluice.common.geo.AddressText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Addresses as bytes and as the text that nginx logs (IPv6 in the form of RFC 5952). */
final class NetworkAddress {
  private static final long IPV4_MAPPED = 0xFFFF_0000_0000L;

  private NetworkAddress() {}

  /** A random address of the network; an IPv6 one in a random /64 with a random host part. */
  static byte[] within(byte[] network, int prefixLength, SplittableRandom random) {
    byte[] address = network.clone();
    fill(address, prefixLength, random);
    return address;
  }

  /** A random address of {@code a.b.c.d/n}. */
  static byte[] within(String network, SplittableRandom random) {
    int slash = network.indexOf('/');
    try {
      // Literal addresses only: no name is ever resolved here.
      byte[] base = InetAddress.getByName(network.substring(0, slash)).getAddress();
      return within(base, Integer.parseInt(network.substring(slash + 1)), random);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(network + " is no network", e);
    }
  }

  static void fill(byte[] address, int fromBit, SplittableRandom random) {
    for (int bit = fromBit; bit < address.length * 8; bit++) {
      int mask = 0x80 >>> (bit & 7);
      if (random.nextBoolean()) {
        address[bit >> 3] |= (byte) mask;
      } else {
        address[bit >> 3] &= (byte) ~mask;
      }
    }
  }

  static boolean isPublic(byte[] ipv4) {
    int first = ipv4[0] & 0xFF;
    int second = ipv4[1] & 0xFF;
    boolean reserved =
        first == 0
            || first == 10
            || first == 127
            || first >= 224
            || (first == 100 && second >= 64 && second < 128)
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && (second == 168 || second == 0 || second == 88))
            || (first == 198 && (second == 18 || second == 19 || second == 51))
            || (first == 203 && second == 0);
    return !reserved;
  }

  static byte[] of(byte[] address) {
    ByteBuffer number = ByteBuffer.wrap(address);
    boolean ipv4 = address.length == Integer.BYTES;
    long high = ipv4 ? 0 : number.getLong();
    long low = ipv4 ? IPV4_MAPPED | Integer.toUnsignedLong(number.getInt()) : number.getLong();
    return AddressText.of(high, low).getBytes(StandardCharsets.US_ASCII);
  }
}
