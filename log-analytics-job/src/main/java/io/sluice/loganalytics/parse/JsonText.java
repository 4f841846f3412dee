package io.sluice.loganalytics.parse;

/** Takes back the escapes of a JSON string that {@link JsonScan} has found to be one. */
final class JsonText {
  private static final String NAMED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";
  private static final int REPLACEMENT = 0xfffd;

  private JsonText() {}

  /**
   * Writes the string [from, to) unescaped; it never gets longer. Half a surrogate pair becomes
   * U+FFFD.
   *
   * @return where it ends in the target
   */
  static int unescape(byte[] text, int from, int to, byte[] target, int start) {
    int written = start;
    int at = from;
    while (at < to) {
      if (text[at] != '\\') {
        target[written++] = text[at++];
      } else if (text[at + 1] != 'u') {
        target[written++] = (byte) MEANT.charAt(NAMED.indexOf(text[at + 1]));
        at += 2;
      } else {
        int unit = hex(text, at + 2);
        int low = isPair(text, at, to, unit) ? hex(text, at + 8) : 0;
        written = write(codePoint(unit, low), target, written);
        at += low == 0 ? 6 : 12;
      }
    }
    return written;
  }

  /** Whether the second half of a surrogate pair follows the first. */
  private static boolean isPair(byte[] text, int at, int to, int unit) {
    return Character.isHighSurrogate((char) unit)
        && at + 12 <= to
        && text[at + 6] == '\\'
        && text[at + 7] == 'u'
        && Character.isLowSurrogate((char) hex(text, at + 8));
  }

  private static int codePoint(int unit, int low) {
    if (low != 0) {
      return Character.toCodePoint((char) unit, (char) low);
    }
    return Character.isSurrogate((char) unit) ? REPLACEMENT : unit;
  }

  private static int write(int codePoint, byte[] target, int at) {
    if (codePoint < 0x80) {
      target[at] = (byte) codePoint;
      return at + 1;
    }
    int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    int lead = more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0;
    target[at] = (byte) (lead | codePoint >>> 6 * more);
    for (int left = more - 1; left >= 0; left--) {
      target[at + more - left] = (byte) (0x80 | codePoint >>> 6 * left & 0x3f);
    }
    return at + more + 1;
  }

  /** The number that four hexadecimal digits spell, or -1. */
  static int hex(byte[] text, int at) {
    int value = 0;
    for (int index = at; index < at + 4; index++) {
      int digit = text[index] < 0 ? -1 : Character.digit(text[index], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
