package io.sluice.loganalytics.parse;

import io.sluice.common.geo.AddressRange;
import java.util.List;

/**
 * The peers whose word on where a request came from is taken: blocks of addresses, and {@code
 * unix:} for whoever comes in by a Unix socket.
 */
final class TrustedProxies {
  static final String UNIX = "unix:";
  private final AddressRange[] ranges;
  private final boolean unix;

  private TrustedProxies(AddressRange[] ranges, boolean unix) {
    this.ranges = ranges;
    this.unix = unix;
  }

  /** The exception says in one line which entry is wrong and how. */
  static TrustedProxies of(List<String> entries) {
    AddressRange[] ranges =
        entries.stream()
            .map(String::strip)
            .filter(entry -> !entry.equals(UNIX))
            .map(AddressRange::parse)
            .toArray(AddressRange[]::new);
    return new TrustedProxies(ranges, ranges.length < entries.size());
  }

  boolean none() {
    return ranges.length == 0 && !unix;
  }

  boolean trustsUnixSockets() {
    return unix;
  }

  boolean trusts(long addressHigh, long addressLow) {
    for (AddressRange range : ranges) {
      if (range.contains(addressHigh, addressLow)) {
        return true;
      }
    }
    return false;
  }
}
