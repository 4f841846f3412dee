package io.sluice.loganalytics.parse;

import io.sluice.common.geo.AddressText;
import io.sluice.common.geo.IpAddress;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.util.Arrays;

/**
 * Finds who sent a request: the peer of the connection, or, as long as the peer is a trusted proxy,
 * the one the proxy names in X-Forwarded-For, from the right.
 *
 * <p>Only what a trusted proxy wrote is believed: the walk ends at the first address that is not
 * trusted, and an entry that is no address ends it at the hop before, since whoever wrote on its
 * left is unknown. Ports, brackets and zones are taken off; a host name stays a name, without a
 * number. Nobody asks a name server. The client's address is spelt the one way of {@link
 * AddressText}, however the log spells it.
 */
final class ClientAddress {
  private final IpAddress address = new IpAddress();
  private final byte[] spelling = new byte[AddressText.LONGEST];
  private final TrustedProxies trusted;
  private int start;
  private int end;

  ClientAddress(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /** Sets CLIENT_ADDRESS and its number from REMOTE_ADDRESS and FORWARDED_FOR. */
  void resolve(AccessRequest request) {
    if (!request.has(RequestField.REMOTE_ADDRESS)) {
      return;
    }
    int from = request.from[FieldIndex.REMOTE_ADDRESS];
    boolean numeric = read(request.buffer, from, request.to[FieldIndex.REMOTE_ADDRESS]);
    take(request);
    if (!trusted.none()
        && request.has(RequestField.FORWARDED_FOR)
        && (numeric ? trusted.trusts(address.high(), address.low()) : trustedSocket(request))) {
      walk(request);
    }
    if (mayBeSpeltOtherwise(request)) {
      spell(request);
    }
  }

  /** Whether the client is an address that has several spellings; dotted quads have one. */
  private static boolean mayBeSpeltOtherwise(AccessRequest request) {
    byte first = request.buffer[request.from[FieldIndex.CLIENT_ADDRESS]];
    boolean version4 = request.addressHigh == 0 && request.addressLow >>> 32 == 0xffff;
    return version4
        ? first == ':' || first == '0'
        : (request.addressHigh | request.addressLow) != 0;
  }

  private void spell(AccessRequest request) {
    int length = AddressText.write(request.addressHigh, request.addressLow, spelling, 0);
    int from = request.from[FieldIndex.CLIENT_ADDRESS];
    int to = request.to[FieldIndex.CLIENT_ADDRESS];
    if (!Arrays.equals(request.buffer, from, to, spelling, 0, length)) {
      int start = BufferTail.extend(request, FieldIndex.CLIENT_ADDRESS, length);
      System.arraycopy(spelling, 0, request.buffer, start, length);
    }
  }

  private boolean trustedSocket(AccessRequest request) {
    byte[] line = request.buffer;
    int from = request.from[FieldIndex.REMOTE_ADDRESS];
    for (int index = 0; index < TrustedProxies.UNIX.length(); index++) {
      int at = from + index;
      if (at >= request.to[FieldIndex.REMOTE_ADDRESS]
          || line[at] != TrustedProxies.UNIX.charAt(index)) {
        return false;
      }
    }
    return trusted.trustsUnixSockets();
  }

  private void walk(AccessRequest request) {
    byte[] line = request.buffer;
    int first = request.from[FieldIndex.FORWARDED_FOR];
    int to = request.to[FieldIndex.FORWARDED_FOR];
    while (to >= first) {
      int comma = to - 1;
      while (comma >= first && line[comma] != ',') {
        comma--;
      }
      if (!readTrimmed(line, comma + 1, to)) {
        return;
      }
      take(request);
      if (!trusted.trusts(address.high(), address.low())) {
        return;
      }
      to = comma;
    }
  }

  private void take(AccessRequest request) {
    request.from[FieldIndex.CLIENT_ADDRESS] = start;
    request.to[FieldIndex.CLIENT_ADDRESS] = end;
    request.addressHigh = address.high();
    request.addressLow = address.low();
  }

  private boolean readTrimmed(byte[] line, int from, int to) {
    int first = from;
    int last = to;
    while (first < last && isBlank(line[first])) {
      first++;
    }
    while (last > first && isBlank(line[last - 1])) {
      last--;
    }
    return read(line, first, last);
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  /** Reads an address with or without port; start and end bound it, numeric or not. */
  private boolean read(byte[] line, int from, int to) {
    start = from;
    end = to;
    if (address.parse(line, from, to)) {
      end = ByteScan.find(line, from, to, '%');
      return true;
    }
    if (from < to && line[from] == '[') {
      return readBracketed(line, from, to);
    }
    int colon = ByteScan.find(line, from, to, ':');
    if (colon == from || !isPort(line, colon, to)) {
      return false;
    }
    end = colon;
    return address.parse(line, from, colon);
  }

  private boolean readBracketed(byte[] line, int from, int to) {
    int close = ByteScan.find(line, from, to, ']');
    boolean bracketed = close + 1 == to || isPort(line, close + 1, to);
    if (!bracketed || !address.parse(line, from + 1, close)) {
      return false;
    }
    start = from + 1;
    end = ByteScan.find(line, start, close, '%');
    return true;
  }

  /** Whether [at, to) is a colon and one to five digits. */
  static boolean isPort(byte[] line, int at, int to) {
    if (to - at < 2 || to - at > 6 || line[at] != ':') {
      return false;
    }
    for (int digit = at + 1; digit < to; digit++) {
      if (line[digit] < '0' || line[digit] > '9') {
        return false;
      }
    }
    return true;
  }
}
