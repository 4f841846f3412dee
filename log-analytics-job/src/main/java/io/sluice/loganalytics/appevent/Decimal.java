package io.sluice.loganalytics.appevent;

import java.math.BigDecimal;

/** Reads numbers of app events whose every digit counts, out of whatever a sender wrote. */
final class Decimal {
  /** More digits than any amount, rank or quantity has; also bounds what an exponent can do. */
  private static final int LONGEST = 40;

  private static final int LARGEST_SCALE = 100;

  private Decimal() {}

  /** Null for null. */
  static BigDecimal of(String text, String name) throws Refused {
    if (text == null) {
      return null;
    }
    if (text.length() <= LONGEST) {
      try {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= LARGEST_SCALE) {
          return number;
        }
      } catch (NumberFormatException wrong) {
        // Refused below.
      }
    }
    throw new Refused("bad-" + name, name + " is no number of usual size: " + Refused.quote(text));
  }
}
