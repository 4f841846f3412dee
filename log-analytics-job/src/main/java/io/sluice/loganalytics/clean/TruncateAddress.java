package io.sluice.loganalytics.clean;

import io.sluice.common.geo.AddressText;
import io.sluice.loganalytics.event.AccessRequest;

/**
 * Cuts what is written of the client's address to a prefix; locating and counting use the whole
 * address. An address that cannot be read is left out.
 */
record TruncateAddress(int ipv4Bits, int ipv6Bits) implements Action {
  private static final int MAPPED_BITS = 96;

  @Override
  public Effect apply(AccessRequest request) {
    boolean ipv4 = AddressText.isIpv4(request.addressHigh, request.addressLow);
    int bits = ipv4 ? MAPPED_BITS + ipv4Bits : ipv6Bits;
    if (bits >= request.shownAddressBits) {
      return Effect.MATCHED;
    }
    request.shownAddressBits = bits;
    return Effect.CHANGED;
  }
}
