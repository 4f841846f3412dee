package io.sluice.playground.simulate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;

/** Addresses as bytes and as the text that nginx logs (IPv6 in the form of RFC 5952). */
final class AddressText {
  private AddressText() {}

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
    LineBuffer text = new LineBuffer();
    if (address.length == 4) {
      for (int i = 0; i < 4; i++) {
        text.add(address[i] & 0xFF).add(i < 3 ? "." : "");
      }
      return text.toBytes();
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
    }
    return ipv6(groups, text).toBytes();
  }

  private static LineBuffer ipv6(int[] groups, LineBuffer text) {
    int start = -1;
    int longest = 1; // a single zero group is not shortened
    for (int i = 0, run = 0; i < 8; i++) {
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        start = i - run + 1;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.add("::");
        i += longest - 1;
      } else {
        text.add(i == 0 || i == start + longest && start >= 0 ? "" : ":");
        text.addShortHex(groups[i]);
      }
    }
    return text;
  }
}
