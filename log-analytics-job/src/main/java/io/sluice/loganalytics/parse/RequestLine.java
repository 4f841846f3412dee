package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;

/**
 * Takes a request line apart: method, target, protocol (RFC 9112 section 3), and the target into
 * path and query (its four forms, section 3.2).
 *
 * <p>Whatever was sent to the port was a request. What is no request line (a TLS greeting, a probe
 * of another protocol) keeps its text as the target, without method, path and protocol.
 */
final class RequestLine {
  private static final long HTTP_1_1 = littleEndian("HTTP/1.1");
  private static final int LONGEST_METHOD = 32;
  private static final int LONGEST_PROTOCOL = 8;

  private RequestLine() {}

  /**
   * Splits the text [from, to) of the request's buffer and sets TARGET, METHOD, PROTOCOL, PATH and
   * QUERY.
   *
   * @return false, with nothing set, if it is no request line
   */
  static boolean split(AccessRequest request, int from, int to) {
    byte[] line = request.buffer;
    int methodEnd = ByteScan.find(line, from, Math.min(to, from + LONGEST_METHOD), ' ');
    if (!method(line, from, methodEnd, to)) {
      return false;
    }
    int target = methodEnd + 1;
    int targetEnd = targetEnd(line, target, to);
    if (targetEnd <= target || (targetEnd == to && !oldTarget(line, target, to))) {
      return false;
    }
    request.set(RequestField.METHOD, from, methodEnd);
    request.set(RequestField.TARGET, target, targetEnd);
    if (targetEnd < to) {
      request.set(RequestField.PROTOCOL, targetEnd + 1, to);
    }
    splitTarget(request, target, targetEnd, isConnect(line, from, methodEnd));
    return true;
  }

  private static boolean method(byte[] line, int from, int end, int to) {
    if (end == from || end >= to || line[end] != ' ') {
      return false;
    }
    for (int at = from; at < end; at++) {
      int letter = line[at] | 0x20;
      if ((letter < 'a' || letter > 'z') && line[at] != '-' && line[at] != '_') {
        return false;
      }
    }
    return true;
  }

  /** Where the target ends: before the protocol, or at the end of a line without one. */
  private static int targetEnd(byte[] line, int target, int to) {
    int protocol = to - Long.BYTES;
    if (protocol > target
        && line[protocol - 1] == ' '
        && ByteScan.word(line, protocol) == HTTP_1_1) {
      return protocol - 1;
    }
    int least = Math.max(target, to - LONGEST_PROTOCOL - 1);
    for (int at = to - 1; at >= least; at--) {
      if (line[at] == ' ') {
        return protocol(line, at + 1, to) ? at : to;
      }
    }
    return to;
  }

  private static boolean protocol(byte[] line, int from, int to) {
    if (to - from < 6
        || line[from] != 'H'
        || line[from + 1] != 'T'
        || line[from + 2] != 'T'
        || line[from + 3] != 'P'
        || line[from + 4] != '/') {
      return false;
    }
    for (int at = from + 5; at < to; at++) {
      if (line[at] != '.' && (line[at] < '0' || line[at] > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Whether a target without a protocol can be one of HTTP/0.9, rather than just two words. */
  private static boolean oldTarget(byte[] line, int from, int to) {
    return line[from] == '/' || authority(line, from, to) > 0;
  }

  /** Sets PATH and QUERY of a target; an authority (CONNECT) has neither. A fragment is cut off. */
  static void splitTarget(AccessRequest request, int from, int to, boolean connect) {
    byte[] line = request.buffer;
    int path = from;
    if (line[from] != '/') {
      int authority = authority(line, from, to);
      if (connect && authority < 0) {
        return;
      }
      path = authority < 0 ? from : authorityEnd(line, authority, to);
    }
    int pathEnd = ByteScan.findEither(line, path, to, '?', '#');
    if (pathEnd < to && line[pathEnd] == '?') {
      int queryEnd = ByteScan.find(line, pathEnd + 1, to, '#');
      setUnlessEmpty(request, RequestField.QUERY, pathEnd + 1, queryEnd);
    }
    if (pathEnd > path) {
      request.set(RequestField.PATH, path, pathEnd);
    } else if (path > from) {
      // http://host has the path "/" (RFC 9110 section 4.2.3); the line has a slash to point at.
      int slash = ByteScan.find(line, from, to, '/');
      request.set(RequestField.PATH, slash, slash + 1);
    }
  }

  /** Where the authority of {@code scheme://authority} begins, or -1. */
  private static int authority(byte[] line, int from, int to) {
    int at = from;
    while (at < to && isSchemeByte(line[at])) {
      at++;
    }
    boolean absolute =
        at > from && at + 2 < to && line[at] == ':' && line[at + 1] == '/' && line[at + 2] == '/';
    return absolute ? at + 3 : -1;
  }

  private static boolean isSchemeByte(byte value) {
    int letter = value | 0x20;
    return (letter >= 'a' && letter <= 'z')
        || (value >= '0' && value <= '9')
        || value == '+'
        || value == '-'
        || value == '.';
  }

  private static int authorityEnd(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] != '/' && line[at] != '?' && line[at] != '#') {
      at++;
    }
    return at;
  }

  static boolean isConnect(byte[] line, int from, int to) {
    return to - from == 7
        && line[from] == 'C'
        && line[from + 1] == 'O'
        && line[from + 2] == 'N'
        && line[from + 3] == 'N'
        && line[from + 4] == 'E'
        && line[from + 5] == 'C'
        && line[from + 6] == 'T';
  }

  private static void setUnlessEmpty(AccessRequest request, RequestField field, int from, int to) {
    if (to > from) {
      request.set(field, from, to);
    }
  }

  private static long littleEndian(String text) {
    return ByteScan.word(text.getBytes(StandardCharsets.US_ASCII), 0);
  }
}
