package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;

/**
 * What is the same for every format once the fields of a line are found: escapes are taken back,
 * the request line is split, the host cut to a lower-case name, the client found.
 */
final class RequestCompletion {
  private final ClientAddress clientAddress;

  RequestCompletion(ClientAddress clientAddress) {
    this.clientAddress = clientAddress;
  }

  /**
   * Completes a request whose fields are slices of the line.
   *
   * @param escaped whether a field may hold a backslash that escapes
   * @param wholeLine whether TARGET holds a whole request line, not yet split
   */
  void complete(AccessRequest request, boolean escaped, boolean wholeLine) {
    int lineFrom = request.from[FieldIndex.TARGET];
    int lineTo = request.to[FieldIndex.TARGET];
    if (escaped) {
      Escapes.unescape(request);
    }
    if (lineFrom >= 0) {
      splitRequest(request, wholeLine, lineFrom, lineTo);
    }
    if (request.has(RequestField.HOST)) {
      completeHost(request);
    }
    clientAddress.resolve(request);
  }

  private static void splitRequest(AccessRequest request, boolean wholeLine, int from, int to) {
    int target = request.from[FieldIndex.TARGET];
    int targetTo = request.to[FieldIndex.TARGET];
    if (wholeLine) {
      if (!RequestLine.split(request, target, targetTo)) {
        // As it was logged: unescaped, the bytes of a binary greeting would be no text at all.
        request.set(RequestField.TARGET, from, to);
      }
    } else {
      RequestLine.splitTarget(request, target, targetTo, isConnect(request));
    }
  }

  private static boolean isConnect(AccessRequest request) {
    return request.has(RequestField.METHOD)
        && RequestLine.isConnect(
            request.buffer, request.from[FieldIndex.METHOD], request.to[FieldIndex.METHOD]);
  }

  private static void completeHost(AccessRequest request) {
    byte[] line = request.buffer;
    int from = request.from[FieldIndex.HOST];
    int to = withoutRootDot(line, from, withoutPort(line, from, request.to[FieldIndex.HOST]));
    request.to[FieldIndex.HOST] = to;
    for (int at = from; at < to; at++) {
      if (line[at] >= 'A' && line[at] <= 'Z') {
        lowerHost(request, from, to);
        return;
      }
    }
  }

  private static int withoutPort(byte[] line, int from, int to) {
    int at = to - 1;
    while (at > from && line[at] >= '0' && line[at] <= '9') {
      at--;
    }
    boolean onlyColon = ByteScan.find(line, from, to, ':') == at || line[from] == '[';
    return at > from && onlyColon && ClientAddress.isPort(line, at, to) ? at : to;
  }

  private static int withoutRootDot(byte[] line, int from, int to) {
    return to - 1 > from && line[to - 1] == '.' ? to - 1 : to;
  }

  private static void lowerHost(AccessRequest request, int from, int to) {
    int start = BufferTail.extend(request, FieldIndex.HOST, to - from);
    byte[] buffer = request.buffer;
    for (int index = 0; index < to - from; index++) {
      byte value = buffer[from + index];
      buffer[start + index] = (byte) (value >= 'A' && value <= 'Z' ? value | 0x20 : value);
    }
  }
}
