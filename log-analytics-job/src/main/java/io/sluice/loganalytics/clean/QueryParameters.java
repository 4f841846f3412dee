package io.sluice.loganalytics.clean;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Takes parameters of the query, as HTML forms write them, into fields: {@code +} is a blank,
 * {@code %XX} a byte of UTF-8, a percent sign before anything else itself. The first of a name
 * counts.
 */
record QueryParameters(List<Parameter> parameters) implements Action {

  /** A name, as bytes in UTF-8, and where the value goes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Parameter(byte[] name, Target target) {
    Parameter(String name, Target target) {
      this(name.getBytes(StandardCharsets.UTF_8), target);
    }
  }

  @Override
  public Effect apply(AccessRequest request) {
    int from = request.from[RequestField.QUERY.ordinal()];
    int to = request.to[RequestField.QUERY.ordinal()];
    // a rule may write to the query itself
    byte[] query = request.buffer;
    Effect effect = Effect.MATCHED;
    for (Parameter parameter : parameters) {
      String value = from < 0 ? null : find(query, from, to, parameter.name());
      if (value != null) {
        parameter.target().put(request, value);
        effect = Effect.CHANGED;
      }
    }
    return effect;
  }

  private static String find(byte[] query, int from, int to, byte[] name) {
    int at = from;
    while (at < to) {
      int end = find(query, at, to, '&');
      int equals = find(query, at, end, '=');
      if (isName(query, at, equals, name)) {
        int value = Math.min(end, equals + 1);
        return new String(decoded(query, value, end), StandardCharsets.UTF_8);
      }
      at = end + 1;
    }
    return null;
  }

  private static boolean isName(byte[] query, int from, int to, byte[] name) {
    if (query[from] == name[0] && Arrays.equals(query, from, to, name, 0, name.length)) {
      return true;
    }
    boolean escaped = find(query, from, to, '%') < to || find(query, from, to, '+') < to;
    return escaped && Arrays.equals(decoded(query, from, to), name);
  }

  private static int find(byte[] query, int from, int to, char wanted) {
    int at = from;
    while (at < to && query[at] != wanted) {
      at++;
    }
    return at;
  }

  static byte[] decoded(byte[] text, int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      int value = text[at] == '%' && at + 2 < to ? hex(text[at + 1], text[at + 2]) : -1;
      if (value >= 0) {
        decoded[length++] = (byte) value;
        at += 2;
      } else {
        decoded[length++] = text[at] == '+' ? (byte) ' ' : text[at];
      }
    }
    return Arrays.copyOf(decoded, length);
  }

  private static int hex(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
  }
}
