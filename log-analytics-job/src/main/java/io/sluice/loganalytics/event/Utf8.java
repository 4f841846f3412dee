package io.sluice.loganalytics.event;

/** Tells well-formed UTF-8, by table 3-7 of the Unicode Standard. */
final class Utf8 {
  private Utf8() {}

  /** Bytes of the well-formed character that starts with the non-ASCII byte at, or 0. */
  static int width(byte[] text, int at, int to) {
    int lead = text[at] & 0xFF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return follows(text, at, 1, to) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      int least = lead == 0xE0 ? 0xA0 : 0x80; // no longer form than needed
      int most = lead == 0xED ? 0x9F : 0xBF; // no surrogates
      return follows(text, at, 2, to) && between(text[at + 1], least, most) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      int least = lead == 0xF0 ? 0x90 : 0x80;
      int most = lead == 0xF4 ? 0x8F : 0xBF; // nothing beyond U+10FFFF
      return follows(text, at, 3, to) && between(text[at + 1], least, most) ? 4 : 0;
    }
    return 0;
  }

  private static boolean follows(byte[] text, int at, int count, int to) {
    if (at + count >= to) {
      return false;
    }
    for (int next = at + 1; next <= at + count; next++) {
      if ((text[next] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean between(byte letter, int least, int most) {
    int value = letter & 0xFF;
    return value >= least && value <= most;
  }
}
