package io.sluice.common.rule;

import java.nio.charset.StandardCharsets;

/**
 * A constant text to compare slices with. A slice in malformed UTF-8 would be decoded with U+FFFD
 * in place of what is malformed; as no well-formed character is ever part of a malformed one,
 * comparing bytes gives what comparing the decoded texts would, unless the constant itself holds
 * U+FFFD: {@link #of} refuses that.
 */
final class Literal {
  private final byte[] bytes;
  private final byte first;

  private Literal(byte[] bytes) {
    this.bytes = bytes;
    this.first = bytes.length == 0 ? 0 : bytes[0];
  }

  /** The constant, or null where it can only be compared as a String. */
  static Literal of(String text) {
    boolean comparable = text.indexOf('\uFFFD') < 0 && text.chars().noneMatch(Literal::surrogate);
    return comparable ? new Literal(text.getBytes(StandardCharsets.UTF_8)) : null;
  }

  private static boolean surrogate(int letter) {
    return Character.isSurrogate((char) letter);
  }

  /** Whether it is the slice, whose ASCII letters are taken as lower case if told so. */
  boolean equal(byte[] text, int from, int to, boolean lowered) {
    return to - from == bytes.length && at(text, from, lowered);
  }

  boolean starts(byte[] text, int from, int to, boolean lowered) {
    return to - from >= bytes.length && at(text, from, lowered);
  }

  boolean ends(byte[] text, int from, int to, boolean lowered) {
    return to - from >= bytes.length && at(text, to - bytes.length, lowered);
  }

  boolean isIn(byte[] text, int from, int to, boolean lowered) {
    if (bytes.length == 0) {
      return true;
    }
    int last = to - bytes.length;
    for (int at = from; at <= last; at++) {
      if ((lowered ? lower(text[at]) : text[at]) == first && at(text, at, lowered)) {
        return true;
      }
    }
    return false;
  }

  private boolean at(byte[] text, int start, boolean lowered) {
    for (int i = 0; i < bytes.length; i++) {
      byte found = text[start + i];
      if ((lowered ? lower(found) : found) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
  }

  /** The ASCII letters in lower case, everything else as it is. */
  static String lower(String text) {
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter >= 'A' && letter <= 'Z') {
        return lowerFrom(text, at);
      }
    }
    return text;
  }

  private static String lowerFrom(String text, int first) {
    char[] letters = text.toCharArray();
    for (int at = first; at < letters.length; at++) {
      if (letters[at] >= 'A' && letters[at] <= 'Z') {
        letters[at] |= 0x20;
      }
    }
    return new String(letters);
  }
}
