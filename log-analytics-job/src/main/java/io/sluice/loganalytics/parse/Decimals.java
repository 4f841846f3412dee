package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;

/** Numbers of a log line, read from its bytes; none of them overflows. */
final class Decimals {
  /** What is not made of digits at all. */
  static final long NOT_A_NUMBER = -2;

  /** No answer takes longer than this; a clock was set, or the field is something else. */
  static final long LONGEST_MICROS = 30L * 24 * 3600 * 1_000_000;

  private static final int MOST_DIGITS = 18;
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
      return digitsEnd(text, from, to) == to ? AccessRequest.MISSING : NOT_A_NUMBER;
    }
    if (!FieldIndex.present(text, from, to)) {
      return AccessRequest.MISSING;
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
      return (int) (FieldIndex.present(text, from, to) ? NOT_A_NUMBER : AccessRequest.MISSING);
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

  /** Digits after the point beyond the scale are cut off: an instant belongs to what it began. */
  private static long scaled(byte[] text, int from, int to, int scale, long most) {
    int point = digitsEnd(text, from, to);
    int end = point < to && text[point] == '.' ? digitsEnd(text, point + 1, to) : point;
    if (end != to || point == from) {
      return AccessRequest.MISSING;
    }
    long number = count(text, from, point);
    if (number < 0 || number > most) {
      return AccessRequest.MISSING;
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
