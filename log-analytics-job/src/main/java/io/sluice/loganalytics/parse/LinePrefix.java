package io.sluice.loganalytics.parse;

import io.sluice.common.geo.IpAddress;
import io.sluice.loganalytics.event.AccessRequest;

/**
 * What stands before the request in the family of common logs: {@code [vhost ]address ident user
 * [time]}. A user may hold blanks (nginx does not escape them), and even {@code " ["}; what is
 * bracketed and followed by a quote is the time.
 */
final class LinePrefix {
  /** A bracket further away closes no time; also keeps hostile lines from costing their square. */
  private static final int LONGEST_TIME = 64;

  private final IpAddress address = new IpAddress();
  private int close;
  private boolean escaped;

  /** Where the bracket behind the time stands. */
  int close() {
    return close;
  }

  /** Whether the user holds a backslash. */
  boolean escaped() {
    return escaped;
  }

  /** Sets address, user and host; returns where the bracket before the time stands, or -1. */
  int read(AccessRequest request, int to, CombinedFormat.Prefix prefix) {
    byte[] line = request.buffer;
    escaped = false;
    int first = ByteScan.find(line, 0, to, ' ');
    if (first == 0 || first == to) {
      return -1;
    }
    if (prefix != CombinedFormat.Prefix.VHOST && isAnonymous(line, first, to)) {
      CombinedFormat.set(request, FieldIndex.REMOTE_ADDRESS, 0, first);
      return first + 5;
    }
    int open = findTime(line, first, to);
    return open >= 0 && readWords(request, first, open - 1, prefix) ? open : -1;
  }

  /** Whether {@code - - [} and a time of the usual width follow, as on nearly every line. */
  private boolean isAnonymous(byte[] line, int at, int to) {
    int open = at + 5;
    close = open + TimeLocal.LENGTH + 1;
    return close < to
        && line[at + 1] == '-'
        && line[at + 2] == ' '
        && line[at + 3] == '-'
        && line[at + 4] == ' '
        && line[open] == '['
        && line[close] == ']';
  }

  /** The bracket of a time of the usual width, else the first one that a request follows. */
  private int findTime(byte[] line, int from, int to) {
    int other = -1;
    int otherClose = -1;
    int open = ByteScan.find(line, from, to, '[');
    while (open < to) {
      close = open + TimeLocal.LENGTH + 1;
      boolean blank = line[open - 1] == ' ';
      if (blank && isRequestAfter(line, close, to)) {
        return open;
      }
      if (blank && other < 0) {
        otherClose = ByteScan.find(line, open, Math.min(to, open + LONGEST_TIME), ']');
        other = isRequestAfter(line, otherClose, to) ? open : -1;
      }
      if (line[open] == '"') {
        break;
      }
      open = ByteScan.findEither(line, open + 1, to, '[', '"');
    }
    close = otherClose;
    return other;
  }

  private static boolean isRequestAfter(byte[] line, int close, int to) {
    return close + 2 < to && line[close] == ']' && line[close + 1] == ' ' && line[close + 2] == '"';
  }

  private boolean readWords(
      AccessRequest request, int first, int end, CombinedFormat.Prefix prefix) {
    byte[] line = request.buffer;
    int second = wordEnd(line, first, end);
    int third = wordEnd(line, second, end);
    boolean fourWords = second > 0 && third > 0 && third < end;
    boolean vhost =
        switch (prefix) {
          case NONE -> false;
          case VHOST -> true;
          case EITHER -> fourWords && isVhost(line, first, second);
        };
    if (vhost) {
      CombinedFormat.set(request, FieldIndex.HOST, 0, first);
      CombinedFormat.set(request, FieldIndex.REMOTE_ADDRESS, first + 1, second);
      return fourWords && readUser(request, third + 1, end);
    }
    CombinedFormat.set(request, FieldIndex.REMOTE_ADDRESS, 0, first);
    return second > 0 && second < end && readUser(request, second + 1, end);
  }

  /** Where the word behind the blank at {@code blank} ends, or -1 if there is none. */
  private static int wordEnd(byte[] line, int blank, int end) {
    int wordEnd = blank < 0 || blank >= end ? -1 : ByteScan.find(line, blank + 1, end, ' ');
    return wordEnd <= blank + 1 ? -1 : wordEnd;
  }

  private boolean isVhost(byte[] line, int first, int second) {
    int colon = first - 1;
    while (colon > 0 && line[colon] >= '0' && line[colon] <= '9') {
      colon--;
    }
    boolean port = colon > 0 && ClientAddress.isPort(line, colon, first);
    boolean dash = second == first + 2 && line[first + 1] == '-';
    return (port && !dash && !address.parse(line, 0, first))
        || address.parse(line, first + 1, second);
  }

  private boolean readUser(AccessRequest request, int from, int to) {
    byte[] line = request.buffer;
    boolean empty = to - from == 2 && line[from] == '"' && line[from + 1] == '"';
    if (!empty) {
      CombinedFormat.set(request, FieldIndex.USER, from, to);
    }
    escaped = ByteScan.find(line, from, to, '\\') < to;
    return to > from;
  }
}
