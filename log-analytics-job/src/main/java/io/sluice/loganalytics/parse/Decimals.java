package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;

/** Numbers of a log line, read from its bytes; none of them overflows. */
final class Decimals {
  /** What is not made of digits at all. */
  static final long NOT_A_NUMBER = -2;

  /** No answer takes longer than this; a clock was set, or the field is something else. */
  static final long LONGEST_MICROS = 30L * 24 * 3600 * 1_000_000;

  private static final long MISSING = AccessRequest.MISSING;
  private static final int MOST_DIGITS = 18;
  private static final int LONGEST_SPELLING = 64;
  private static final long LONGEST_SECONDS = LONGEST_MICROS / 1_000_000;

  /** The last moment of the year 9999, in epoch seconds. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private Decimals() {}

  /**
   * A count of something: {@link AccessRequest#MISSING} for a dash, nothing at all or more digits
   * than a long holds, {@link #NOT_A_NUMBER} for anything else.
   */
  static long count(byte[] text, int from, int to) {
    if (to - from > MOST_DIGITS) {
      return digitsEnd(text, from, to) == to ? MISSING : NOT_A_NUMBER;
    }
    if (!FieldIndex.present(text, from, to)) {
      return MISSING;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_A_NUMBER;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The three digits of a status, MISSING for a dash, NOT_A_NUMBER otherwise. */
  static int status(byte[] text, int from, int to) {
    if (to - from != 3) {
      return (int) (FieldIndex.present(text, from, to) ? NOT_A_NUMBER : MISSING);
    }
    return (int) count(text, from, to);
  }

  /** Seconds with a fraction as microseconds; MISSING if negative, absurd or not a number. */
  static long micros(byte[] text, int from, int to) {
    return scaled(text, from, to, 6, LONGEST_SECONDS);
  }

  /** Epoch seconds with a fraction as milliseconds, or MISSING. */
  static long epochMillis(byte[] text, int from, int to) {
    return scaled(text, from, to, 3, LAST_SECOND);
  }

  /** Milliseconds with a fraction as microseconds; MISSING as {@link #micros}. */
  static long microsOfMillis(byte[] text, int from, int to) {
    return scaled(text, from, to, 3, LONGEST_MICROS / 1000);
  }

  static long microsOfMicros(byte[] text, int from, int to) {
    return scaled(text, from, to, 0, LONGEST_MICROS);
  }

  static long microsOfNanos(byte[] text, int from, int to) {
    long nanos = scaled(text, from, to, 0, LONGEST_MICROS * 1000);
    return nanos < 0 ? nanos : nanos / 1000;
  }

  static long millisOfMillis(byte[] text, int from, int to) {
    return scaled(text, from, to, 0, LAST_SECOND * 1000);
  }

  static long millisOfMicros(byte[] text, int from, int to) {
    long micros = scaled(text, from, to, 0, LAST_SECOND * 1_000_000);
    return micros < 0 ? micros : micros / 1000;
  }

  /**
   * Epoch milliseconds of a number of seconds, milliseconds, microseconds or nanoseconds, told by
   * its size (seconds up to the year 5138, milliseconds from March 1973), or MISSING.
   */
  static long epochOfAnyUnit(byte[] text, int from, int to) {
    int whole = digitsEnd(text, from, to) - from;
    if (whole <= 11) {
      return epochMillis(text, from, to);
    }
    int micros = whole <= 17 ? whole - 3 : whole - 6;
    int end = from + (whole <= 14 ? whole : micros);
    int rest = from + whole;
    int last = rest < to && text[rest] == '.' ? digitsEnd(text, rest + 1, to) : rest;
    return last == to && whole <= 20 ? Math.max(count(text, from, end), MISSING) : MISSING;
  }

  /** A whole number however JSON spells it ({@code 2e2}, {@code 200.0}), or NOT_A_NUMBER. */
  static long wholeNumber(byte[] text, int from, int to, long most) {
    double number = spelt(text, from, to);
    return number >= 0 && number <= most && number == Math.rint(number)
        ? (long) number
        : NOT_A_NUMBER;
  }

  /** A number with a fraction or an exponent, or NaN. */
  private static double spelt(byte[] text, int from, int to) {
    if (to - from > LONGEST_SPELLING || to == from) {
      return Double.NaN;
    }
    for (int at = from; at < to; at++) {
      if ("0123456789.eE+-".indexOf(text[at]) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  private static boolean hasExponent(byte[] text, int at, int to) {
    return at < to && (text[at] | 0x20) == 'e';
  }

  private static long scaledExponent(byte[] text, int from, int to, int scale, long most) {
    double number = spelt(text, from, to);
    return number >= 0 && number <= most ? (long) (number * Math.pow(10, scale)) : MISSING;
  }

  /** Digits after the point beyond the scale are cut off: an instant belongs to what it began. */
  private static long scaled(byte[] text, int from, int to, int scale, long most) {
    int point = digitsEnd(text, from, to);
    int end = point < to && text[point] == '.' ? digitsEnd(text, point + 1, to) : point;
    if (end != to || point == from) {
      return point > from && hasExponent(text, end, to)
          ? scaledExponent(text, from, to, scale, most)
          : MISSING;
    }
    long number = count(text, from, point);
    if (number < 0 || number > most) {
      return MISSING;
    }
    for (int place = 1; place <= scale; place++) {
      int at = point + place;
      number = number * 10 + (at < to ? text[at] - '0' : 0);
    }
    return number;
  }

  private static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
