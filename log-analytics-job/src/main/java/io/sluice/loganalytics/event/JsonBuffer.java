package io.sluice.loganalytics.event;

import io.sluice.common.geo.AddressText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON straight into bytes that are kept and reused. Members are written by their quoted
 * name with colon ({@link #name}); commas come by themselves, and an object in which nothing was
 * written disappears with its name. For one thread.
 */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_NUMBER = 20;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** By ASCII byte: 0 = as it is, 'u' = by its code, else the letter after the backslash. */
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, 0, ' ', (byte) 'u');
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
    ESCAPES['\b'] = 'b';
    ESCAPES['\f'] = 'f';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\t'] = 't';
    ESCAPES[127] = 'u';
  }

  private byte[] bytes = new byte[1024];
  private int length;

  /** A member's name, ready to be written. */
  static byte[] name(String name) {
    return ('"' + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  void clear() {
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  byte[] copyFrom(int mark) {
    return Arrays.copyOfRange(bytes, mark, length);
  }

  /** Begins the outermost object. */
  void open() {
    put((byte) '{');
  }

  /** Begins an object as a member; the mark it returns belongs to {@link #close}. */
  int open(byte[] name) {
    int mark = length;
    member(name);
    put((byte) '{');
    return mark;
  }

  /** Ends the object begun at the mark, or takes it back if it is empty. */
  void close(int mark) {
    if (bytes[length - 1] == '{') {
      length = mark;
    } else {
      put((byte) '}');
    }
  }

  /** Ends the outermost object. */
  void close() {
    put((byte) '}');
  }

  /** Members written before, without their surrounding object; may be empty. */
  void members(byte[] members) {
    if (members.length > 0) {
      comma();
      raw(members, 0, members.length);
    }
  }

  void bool(byte[] name, boolean value) {
    ascii(name, value ? "true" : "false");
  }

  void number(byte[] name, long value) {
    member(name);
    digits(value);
  }

  void number(byte[] name, double value) {
    ascii(name, Double.toString(value));
  }

  /** A value that needs no escaping, quotes included where it wants them. */
  void ascii(byte[] name, String value) {
    member(name);
    raw(value);
  }

  /** Nothing where the value is null. */
  void text(byte[] name, String value) {
    if (value != null) {
      byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
      text(name, encoded, 0, encoded.length);
    }
  }

  /** Text in UTF-8; what is malformed becomes U+FFFD as Java's own decoder has it. */
  void text(byte[] name, byte[] value, int from, int to) {
    beginText(name);
    escaped(value, from, to);
    endText();
  }

  /** A text whose name is not known beforehand and may need escaping too. */
  void text(byte[] text, int nameFrom, int nameTo, int from, int to) {
    comma();
    put((byte) '"');
    escaped(text, nameFrom, nameTo);
    raw("\":\"");
    escaped(text, from, to);
    endText();
  }

  /** Begins a text that is written piece by piece. */
  void beginText(byte[] name) {
    member(name);
    put((byte) '"');
  }

  void endText() {
    put((byte) '"');
  }

  void raw(String ascii) {
    int end = ascii.length();
    ensure(end);
    for (int at = 0; at < end; at++) {
      bytes[length++] = (byte) ascii.charAt(at);
    }
  }

  void raw(byte[] value, int from, int to) {
    ensure(to - from);
    System.arraycopy(value, from, bytes, length, to - from);
    length += to - from;
  }

  void address(long high, long low) {
    ensure(AddressText.LONGEST);
    length = AddressText.write(high, low, bytes, length);
  }

  void digits(long value) {
    ensure(LONGEST_NUMBER);
    if (value < 0) {
      raw(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    digits(value, digits);
  }

  /** Exactly so many digits of a number that is not negative, padded with zeros. */
  void digits(long value, int digits) {
    ensure(digits);
    long rest = value;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  void escaped(byte[] value, int from, int to) {
    int at = from;
    while (at < to) {
      int plain = plainEnd(value, at, to);
      raw(value, at, plain);
      at = plain;
      if (at == to) {
        return;
      }
      if (value[at] >= 0) {
        escape(value[at++]);
        continue;
      }
      int width = Utf8.width(value, at, to);
      if (width == 0) {
        byte[] repaired =
            new String(value, at, to - at, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        escaped(repaired, 0, repaired.length);
        return;
      }
      raw(value, at, at + width);
      at += width;
    }
  }

  /** Where the run of ASCII that needs no escape ends, eight bytes at a time. */
  private static int plainEnd(byte[] value, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES && !mayNeedEscape((long) WORD.get(value, at))) {
      at += Long.BYTES;
    }
    while (at < to && value[at] >= 0 && ESCAPES[value[at]] == 0) {
      at++;
    }
    return at;
  }

  /**
   * Whether one of the eight bytes is below a blank, a quote, a backslash, DEL or beyond ASCII
   * (Hacker's Delight, 2nd edition, section 6-1). It may say yes of a harmless one behind such a
   * byte, never no of such a byte.
   */
  private static boolean mayNeedEscape(long word) {
    long quotes = word ^ ONES * '"';
    long backslashes = word ^ ONES * '\\';
    long deletes = word ^ ONES * 127;
    long found =
        (word - ONES * ' ') | (quotes - ONES) | (backslashes - ONES) | (deletes - ONES) | word;
    return (found & HIGHS) != 0;
  }

  private void escape(byte letter) {
    put((byte) '\\');
    put(ESCAPES[letter]);
    if (ESCAPES[letter] == 'u') {
      put((byte) '0');
      put((byte) '0');
      put(HEX[letter >>> 4]);
      put(HEX[letter & 0xF]);
    }
  }

  private void member(byte[] name) {
    comma();
    raw(name, 0, name.length);
  }

  private void comma() {
    if (length > 0 && bytes[length - 1] != '{') {
      put((byte) ',');
    }
  }

  private void put(byte letter) {
    ensure(1);
    bytes[length++] = letter;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
