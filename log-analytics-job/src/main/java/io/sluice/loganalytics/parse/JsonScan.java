package io.sluice.loganalytics.parse;

/**
 * The lexical half of reading JSON (RFC 8259) from bytes: where strings, numbers and words end.
 * Strict, but for zeros in front of a number ({@code 000} is what web servers log for a status that
 * never was) and for bytes in strings that are no UTF-8, which are repaired where they are written.
 *
 * <p>Jackson is its reference; a fuzz test holds the two together. Throws nothing, whatever the
 * bytes; positions are -1 for what is not JSON.
 */
final class JsonScan {
  private static final int BAD = -1;

  private JsonScan() {}

  /** The first byte from {@code at} that is no white space, or {@code to}. */
  static int skipBlanks(byte[] text, int at, int to) {
    int next = at;
    while (next < to
        && (text[next] == ' ' || text[next] == '\n' || text[next] == '\t' || text[next] == '\r')) {
      next++;
    }
    return next;
  }

  /**
   * Where the closing quote of the string stands whose first byte is at {@code from}; negative and
   * complemented if it holds an escape; {@link #isBad} if it has no end or a bad byte.
   */
  static int stringEnd(byte[] text, int from, int to) {
    int at = ByteScan.findSpecial(text, from, to);
    boolean escaped = false;
    while (at < to && text[at] == '\\') {
      int next = escapeEnd(text, at, to);
      if (next < 0) {
        return Integer.MIN_VALUE;
      }
      escaped = true;
      at = ByteScan.findSpecial(text, next, to);
    }
    if (at >= to || text[at] != '"') {
      return Integer.MIN_VALUE;
    }
    return escaped ? ~at : at;
  }

  static boolean isBad(int end) {
    return end == Integer.MIN_VALUE;
  }

  private static int escapeEnd(byte[] text, int at, int to) {
    if (at + 1 >= to) {
      return BAD;
    }
    if (text[at + 1] == 'u') {
      return at + 6 <= to && JsonText.hex(text, at + 2) >= 0 ? at + 6 : BAD;
    }
    return "\"\\/bfnrt".indexOf(text[at + 1]) >= 0 ? at + 2 : BAD;
  }

  /** Where a number, true, false or null ends, or -1. */
  static int wordEnd(byte[] text, int at, int to) {
    return switch (text[at]) {
      case 't' -> literalEnd(text, at, to, "true");
      case 'f' -> literalEnd(text, at, to, "false");
      case 'n' -> literalEnd(text, at, to, "null");
      default -> numberEnd(text, at, to);
    };
  }

  private static int literalEnd(byte[] text, int at, int to, String word) {
    if (at + word.length() > to) {
      return BAD;
    }
    for (int index = 1; index < word.length(); index++) {
      if (text[at + index] != word.charAt(index)) {
        return BAD;
      }
    }
    return at + word.length();
  }

  private static int numberEnd(byte[] text, int from, int to) {
    int at = digitsEnd(text, text[from] == '-' ? from + 1 : from, to);
    if (at >= 0 && at < to && text[at] == '.') {
      at = digitsEnd(text, at + 1, to);
    }
    if (at >= 0 && at < to && (text[at] | 0x20) == 'e') {
      boolean signed = at + 1 < to && (text[at + 1] == '-' || text[at + 1] == '+');
      at = digitsEnd(text, signed ? at + 2 : at + 1, to);
    }
    return at;
  }

  /** Where the digits end, -1 if there is none. */
  private static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at == from ? BAD : at;
  }
}
