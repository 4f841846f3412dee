package io.sluice.common.geo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** An address from its text by the JDK's own reader, as the number that lookups take. */
record Addresses(long high, long low) {
  private static final long MAPPED = 0xFFFFL << 32;

  static Addresses of(String text) {
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress();
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return bytes.length == 4
          ? new Addresses(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
          : new Addresses(buffer.getLong(), buffer.getLong());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The last address of the network of this first one. */
  Addresses last(int prefixLength) {
    int free = 128 - prefixLength;
    long highMask = free <= 64 ? 0 : free == 128 ? -1L : (1L << (free - 64)) - 1;
    long lowMask = free >= 64 ? -1L : (1L << free) - 1;
    return new Addresses(high | highMask, low | lowMask);
  }

  Place in(GeoLookup lookup) {
    return lookup.locate(high, low);
  }
}
