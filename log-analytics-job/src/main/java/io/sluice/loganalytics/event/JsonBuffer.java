package io.sluice.loganalytics.event;

import io.sluice.common.geo.AddressText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON straight into bytes that are kept and reused. Every member ends with a comma, which
 * the end of its object goes over; an object in which nothing was written disappears with its name.
 * For one thread.
 *
 * <p>What is short is written in words of eight bytes, of which the end may be rubbish: the next
 * write goes over it. So there is always room for one more word than asked for.
 */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_DIGITS = 19;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle PAIR =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BLANKS = ONES * ' ';

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

  /** The two digits of 0 to 99, as they lie in memory. */
  private static final short[] TWO_DIGITS = new short[100];

  static {
    for (int value = 0; value < TWO_DIGITS.length; value++) {
      TWO_DIGITS[value] = (short) ('0' + value / 10 | '0' + value % 10 << Byte.SIZE);
    }
  }

  private static final short END_OF_TEXT = (short) ('"' | ',' << Byte.SIZE);

  private byte[] bytes = new byte[2048];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Begins the outermost object. */
  void open() {
    put((byte) '{');
  }

  /** Begins an object as a member; the mark it returns belongs to {@link #close(int)}. */
  int open(JsonName object) {
    int mark = length;
    begin(object);
    return mark;
  }

  /** Ends the object begun at the mark, or takes it back if it is empty. */
  void close(int mark) {
    if (bytes[length - 1] == '{') {
      length = mark;
    } else {
      bytes[length - 1] = '}';
      put((byte) ',');
    }
  }

  /** Ends the outermost object, which is not empty. */
  void close() {
    bytes[length - 1] = '}';
  }

  /** Begins a member whose value follows in pieces, until {@link #endText} or {@link #end}. */
  void begin(JsonName name) {
    ensure(JsonName.LONGEST);
    byte[] out = bytes;
    int at = length;
    WORD.set(out, at, name.first());
    WORD.set(out, at + Long.BYTES, name.second());
    WORD.set(out, at + 2 * Long.BYTES, name.third());
    length = at + name.length();
  }

  /** Ends a member that is no text. */
  void end() {
    put((byte) ',');
  }

  void endText() {
    ensure(Short.BYTES);
    PAIR.set(bytes, length, END_OF_TEXT);
    length += Short.BYTES;
  }

  void bool(JsonName name, boolean value) {
    ascii(name, value ? "true" : "false");
  }

  void number(JsonName name, long value) {
    begin(name);
    digits(value);
    end();
  }

  void number(JsonName name, double value) {
    ascii(name, Double.toString(value));
  }

  private void ascii(JsonName name, String value) {
    begin(name);
    raw(value.getBytes(StandardCharsets.US_ASCII));
    end();
  }

  /** Nothing where the value is null. */
  void text(JsonName name, String value) {
    if (value != null) {
      byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
      text(name, encoded, 0, encoded.length);
    }
  }

  /** Text in UTF-8; what is malformed becomes U+FFFD as Java's own decoder has it. */
  void text(JsonName name, byte[] value, int from, int to) {
    begin(name);
    escaped(value, from, to);
    endText();
  }

  /** A member whose name is the user's. */
  void label(String name, String value) {
    quoted(name);
    put((byte) ':');
    quoted(value);
    end();
  }

  private void quoted(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    put((byte) '"');
    escaped(encoded, 0, encoded.length);
    put((byte) '"');
  }

  void raw(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void address(long high, long low) {
    ensure(AddressText.LONGEST);
    length = AddressText.write(high, low, bytes, length);
  }

  void digits(long value) {
    if (value < 0) {
      raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
      return;
    }
    int digits = 1;
    for (long power = 10; power <= value && digits < MOST_DIGITS; power *= 10) {
      digits++;
    }
    digits(value, digits);
  }

  /** Exactly so many digits of a number that is not negative, padded with zeros. */
  void digits(long value, int digits) {
    ensure(digits);
    byte[] out = bytes;
    long rest = value;
    int at = length + digits;
    for (; at - length >= 2; rest /= 100) {
      at -= 2;
      PAIR.set(out, at, TWO_DIGITS[(int) (rest % 100)]);
    }
    if (at > length) {
      out[length] = (byte) ('0' + rest % 10);
    }
    length += digits;
  }

  void escaped(byte[] value, int from, int to) {
    int at = plain(value, from, to);
    while (at < to) {
      if (value[at] >= 0) {
        escape(value[at++]);
      } else {
        int width = Utf8.width(value, at, to);
        if (width == 0) {
          repaired(value, at, to);
          return;
        }
        ensure(width);
        for (int end = at + width; at < end; at++) {
          bytes[length++] = value[at];
        }
      }
      at = plain(value, at, to);
    }
  }

  private void repaired(byte[] value, int from, int to) {
    String text = new String(value, from, to - from, StandardCharsets.UTF_8);
    byte[] repaired = text.getBytes(StandardCharsets.UTF_8);
    escaped(repaired, 0, repaired.length);
  }

  /** Copies the run of ASCII that needs no escape and says where it ends. */
  private int plain(byte[] value, int from, int to) {
    ensure(to - from);
    byte[] out = bytes;
    int at = from;
    int end = length;
    for (; at <= to - Long.BYTES; at += Long.BYTES, end += Long.BYTES) {
      long word = (long) WORD.get(value, at);
      if (mayNeedEscape(word)) {
        break;
      }
      WORD.set(out, end, word);
    }
    int rest = to - at;
    if (rest > 0 && rest < Long.BYTES && at <= value.length - Long.BYTES) {
      long word = (long) WORD.get(value, at);
      long beyond = -1L << rest * Byte.SIZE;
      if (!mayNeedEscape(word & ~beyond | BLANKS & beyond)) {
        WORD.set(out, end, word);
        length = end + rest;
        return to;
      }
    }
    for (; at < to && value[at] >= 0 && ESCAPES[value[at]] == 0; at++) {
      out[end++] = value[at];
    }
    length = end;
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
    long found = (word - BLANKS) | (quotes - ONES) | (backslashes - ONES) | (deletes - ONES) | word;
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

  private void put(byte letter) {
    ensure(1);
    bytes[length++] = letter;
  }

  private void ensure(int more) {
    int needed = length + more + Long.BYTES;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}
