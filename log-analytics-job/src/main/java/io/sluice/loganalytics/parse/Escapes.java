package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes back what the writer of a log did to bytes that could break its lines: {@code \xHH} of
 * nginx and Apache, {@code \"} {@code \\} {@code \n} {@code \t} … of Apache, gunicorn and nginx's
 * {@code escape=json}, which adds {@code \}{@code u0000}.
 *
 * <p>A backslash before anything else stands for itself. Escapes are taken back once: {@code \\x22}
 * is four characters.
 */
final class Escapes {
  private static final String NAMED = "\"\\/nrtbfv";
  private static final String MEANT = "\"\\/\n\r\t\b\f\u000b";

  private Escapes() {}

  /**
   * Replaces each field that holds a backslash by its unescaped form, written behind the line into
   * a buffer of the request's own.
   */
  static void unescape(AccessRequest request) {
    int needed = 0;
    for (int field = 0; field < FieldIndex.LINE_FIELDS; field++) {
      if (escaped(request, field)) {
        needed += write(request, field, null, 0);
      }
    }
    if (needed == 0) {
      return;
    }
    int at = request.buffer.length;
    byte[] buffer = Arrays.copyOf(request.buffer, at + needed);
    for (int field = 0; field < FieldIndex.LINE_FIELDS; field++) {
      if (escaped(request, field)) {
        int length = write(request, field, buffer, at);
        request.from[field] = at;
        request.to[field] = at + length;
        at += length;
      }
    }
    request.buffer = buffer;
  }

  private static boolean escaped(AccessRequest request, int field) {
    int from = request.from[field];
    int to = request.to[field];
    return from >= 0 && ByteScan.find(request.buffer, from, to, '\\') < to;
  }

  /** Writes the field unescaped unless there is no target, and tells its length. */
  private static int write(AccessRequest request, int field, byte[] target, int start) {
    byte[] line = request.buffer;
    int to = request.to[field];
    int written = start;
    int at = request.from[field];
    while (at < to) {
      int length = escapeLength(line, at, to);
      if (length == 6) {
        written += writeCodePoint(hex(line, at + 2, 4), target, written);
      } else {
        if (target != null) {
          target[written] = length == 1 ? line[at] : meant(line, at, length);
        }
        written++;
      }
      at += length;
    }
    return written - start;
  }

  /** 4 for backslash xHH, 6 for backslash uHHHH, 2 for a named escape, 1 for a byte itself. */
  private static int escapeLength(byte[] line, int at, int to) {
    if (line[at] != '\\' || at + 1 >= to) {
      return 1;
    }
    int kind = line[at + 1];
    if (kind == 'x') {
      return at + 4 <= to && hex(line, at + 2, 2) >= 0 ? 4 : 1;
    }
    if (kind == 'u') {
      return at + 6 <= to && hex(line, at + 2, 4) >= 0 ? 6 : 1;
    }
    return NAMED.indexOf(kind) >= 0 ? 2 : 1;
  }

  private static byte meant(byte[] line, int at, int length) {
    return (byte) (length == 4 ? hex(line, at + 2, 2) : MEANT.charAt(NAMED.indexOf(line[at + 1])));
  }

  private static int writeCodePoint(int codePoint, byte[] target, int at) {
    byte[] text = Character.toString((char) codePoint).getBytes(StandardCharsets.UTF_8);
    if (target != null) {
      System.arraycopy(text, 0, target, at, text.length);
    }
    return text.length;
  }

  /** The number that the digits spell, or -1. */
  private static int hex(byte[] line, int at, int digits) {
    int value = 0;
    for (int index = at; index < at + digits; index++) {
      int digit = Character.digit(line[index], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
