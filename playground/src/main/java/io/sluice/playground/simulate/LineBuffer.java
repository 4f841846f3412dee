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

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
