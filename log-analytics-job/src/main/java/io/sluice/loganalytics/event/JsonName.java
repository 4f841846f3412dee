package io.sluice.loganalytics.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A member's beginning as {@link JsonBuffer} writes it. Names are short, and a call that copies one
 * costs more than the copying: so it is three words of eight bytes, which the compiler puts into
 * the code where the name is a constant.
 *
 * @param first bytes 0 to 7, the lowest first; blanks behind the end, which the value goes over
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param length of what counts
 */
record JsonName(long first, long second, long third, int length) {
  static final int LONGEST = 3 * Long.BYTES;

  private static JsonName written(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("Longer than " + LONGEST + " bytes: " + text);
    }
    ByteBuffer words = ByteBuffer.allocate(LONGEST).put(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new JsonName(words.getLong(0), words.getLong(8), words.getLong(16), bytes.length);
  }

  /** Of a member whose value is a number or a word. */
  static JsonName of(String name) {
    return written('"' + name + "\":");
  }

  /** Of a member whose value is a text: the quote that opens it is part of this. */
  static JsonName ofText(String name) {
    return written('"' + name + "\":\"");
  }

  /** Of a member whose value is an object: the brace that opens it is part of this. */
  static JsonName ofObject(String name) {
    return written('"' + name + "\":{");
  }
}
