package io.sluice.loganalytics.parse;

import java.nio.charset.StandardCharsets;

/**
 * Reads Flume's AvroFlumeEvent in Avro's binary encoding (1.11, "Binary Encoding"): a map of
 * headers, text to text, in blocks, and a body of bytes. No schema goes with it, so what is not
 * such an event to its very last byte is none.
 */
final class FlumeAvro {
  private byte[] bytes;
  private int end;
  private int at;
  private boolean broken;
  private EnvelopeParts parts;

  /** Whether the bytes are an event; then its parts are set, slices of the bytes. */
  boolean read(byte[] record, int length, EnvelopeParts into) {
    bytes = record;
    end = length;
    at = 0;
    broken = false;
    parts = into;
    parts.clear(record);
    readHeaders();
    int bodyLength = length();
    parts.line(at, at + bodyLength);
    return !broken && at + bodyLength == end;
  }

  private void readHeaders() {
    for (long count = number(); count != 0 && !broken; count = number()) {
      if (count < 0) {
        number();
      }
      for (long left = Math.abs(count); left > 0 && !broken; left--) {
        readHeader();
      }
    }
  }

  private void readHeader() {
    int nameLength = length();
    int name = at;
    at += nameLength;
    int valueLength = length();
    int value = at;
    at += valueLength;
    if (!broken) {
      header(name, name + nameLength, value, value + valueLength);
    }
  }

  private void header(int name, int nameEnd, int value, int valueEnd) {
    switch (new String(bytes, name, nameEnd - name, StandardCharsets.UTF_8)) {
      case "host", "hostname" -> parts.host(value, valueEnd);
      case "file", "filename", "basename" -> parts.file(value, valueEnd);
      default -> parts.label(name, nameEnd, value, valueEnd);
    }
  }

  /** A length that the record has room for, else 0 and broken. */
  private int length() {
    long length = number();
    if (length < 0 || length > end - at) {
      broken = true;
    }
    return broken ? 0 : (int) length;
  }

  /** A zig-zag coded number; broken if it has no end. */
  private long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    broken = true;
    return 0;
  }
}
