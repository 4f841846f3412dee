package io.sluice.playground.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes with what a log line is made of. Reused from line to line. */
final class LineBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[1024];
  private int length;

  LineBuffer clear() {
    length = 0;
    return this;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  LineBuffer add(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  LineBuffer add(LineBuffer other) {
    ensure(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
    return this;
  }

  LineBuffer add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  LineBuffer add(String ascii) {
    ensure(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** A number that is not negative. */
  LineBuffer add(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return add(number, digits);
  }

  /** The last {@code digits} digits of the number, zeros in front. */
  LineBuffer add(long number, int digits) {
    ensure(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Milliseconds as seconds with three decimals. */
  LineBuffer addSeconds(long millis) {
    return add(millis / 1000).add('.').add(millis % 1000, 3);
  }

  /** All sixteen digits. */
  LineBuffer addHex(long value) {
    ensure(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 15];
    }
    return this;
  }

  /** Part of another buffer as it stands inside a JSON string. */
  LineBuffer addJson(LineBuffer other, int from, int to) {
    return addJson(other.bytes, from, to);
  }

  LineBuffer addJson(byte[] text) {
    return addJson(text, 0, text.length);
  }

  private LineBuffer addJson(byte[] text, int from, int to) {
    ensure(2 * (to - from));
    for (int at = from; at < to; at++) {
      if (text[at] == '"' || text[at] == '\\') {
        bytes[length++] = '\\';
      }
      bytes[length++] = text[at];
    }
    return this;
  }

  /** Part of another buffer, blanks written as a plus, or a dash for nothing. */
  LineBuffer addColumn(LineBuffer other, int from, int to) {
    return addColumn(other.bytes, from, to);
  }

  LineBuffer addColumn(byte[] text) {
    return addColumn(text, 0, text.length);
  }

  private LineBuffer addColumn(byte[] text, int from, int to) {
    ensure(to - from + 1);
    for (int at = from; at < to; at++) {
      bytes[length++] = text[at] == ' ' ? (byte) '+' : text[at];
    }
    return from < to ? this : add('-');
  }

  /** Where the byte first stands from {@code from} on, or -1. */
  int indexOf(char ascii, int from) {
    for (int at = from; at < length; at++) {
      if (bytes[at] == ascii) {
        return at;
      }
    }
    return -1;
  }

  /** Where the byte last stands, or -1. */
  int lastIndexOf(char ascii) {
    int at = length - 1;
    while (at >= 0 && bytes[at] != ascii) {
      at--;
    }
    return at;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
