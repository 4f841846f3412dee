package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.LogVariable.Kind;

/**
 * A time that lies in pieces: year, month, day, hour, minute, second, fraction, zone, each found by
 * itself, or a date and a time of day. Without a zone it is UTC.
 */
final class TimeParts {
  private static final int NONE = -1;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;

  private int year;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int fractionMillis;
  private long zoneMillis;
  private boolean wrong;

  /** The day computed last, since nearly every line repeats it. */
  private int knownDate = NONE;

  private long knownDay;

  void clear() {
    year = NONE;
    month = NONE;
    day = NONE;
    hour = NONE;
    minute = NONE;
    second = NONE;
    fractionMillis = 0;
    zoneMillis = 0;
    wrong = false;
  }

  /** Milliseconds of the second, where a fraction was found. */
  int fractionMillis() {
    return fractionMillis;
  }

  /** Takes one piece; one that makes no sense spoils the time. */
  void take(Kind kind, byte[] text, int from, int to) {
    int length = to - from;
    switch (kind) {
      case YEAR -> year = length == 4 ? year(text, from) : bad();
      case YEAR_OF_CENTURY -> year = length == 2 ? ofCentury(number(text, from)) : bad();
      case MONTH -> month = length == 2 ? number(text, from) : bad();
      case MONTH_NAME -> month = length == 3 ? checked(TimeLocal.month(text, from)) : bad();
      case DAY -> day = length == 2 ? number(text, from) : bad();
      case HOUR -> hour = length == 2 ? number(text, from) : bad();
      case MINUTE -> minute = length == 2 ? number(text, from) : bad();
      case SECOND -> second = length == 2 ? number(text, from) : bad();
      case MILLI, MICRO -> fractionMillis = fraction(text, from, to);
      case ZONE -> zone(text, from, to);
      case DATE -> date(text, from, to);
      case TIME_OF_DAY -> timeOfDay(text, from, to);
      default -> throw new IllegalArgumentException(kind + " is no piece of a time");
    }
  }

  /** Epoch milliseconds, or {@link TimeLocal#INVALID} if a piece is missing or wrong. */
  long millis() {
    boolean whole = (year | month | day | hour | minute) >= 0;
    int seconds = Math.max(second, 0);
    if (wrong || !whole || hour > 23 || minute > 59 || seconds > 60) {
      return TimeLocal.INVALID;
    }
    long epochDay = epochDay();
    long ofDay = (hour * 60L + minute) * 60 + seconds;
    return epochDay == TimeLocal.INVALID
        ? TimeLocal.INVALID
        : epochDay * TimeLocal.DAY_MILLIS + ofDay * 1000 + fractionMillis - zoneMillis;
  }

  private long epochDay() {
    int date = (year * 100 + month) * 100 + day;
    if (date != knownDate) {
      knownDay = TimeLocal.epochDay(year, month, day);
      knownDate = date;
    }
    return knownDay;
  }

  private void date(byte[] text, int from, int to) {
    if (to - from != DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
      wrong = true;
      return;
    }
    year = year(text, from);
    month = number(text, from + 5);
    day = number(text, from + 8);
  }

  private void timeOfDay(byte[] text, int from, int to) {
    int end = from + TIME_LENGTH;
    if (to < end || text[from + 2] != ':' || text[from + 5] != ':') {
      wrong = true;
      return;
    }
    hour = number(text, from);
    minute = number(text, from + 3);
    second = number(text, from + 6);
    if (to > end) {
      fractionMillis = text[end] == '.' ? fraction(text, end + 1, to) : bad();
    }
  }

  private void zone(byte[] text, int from, int to) {
    if (to - from == 1 && text[from] == 'Z') {
      return;
    }
    zoneMillis = to - from == 5 ? TimeLocal.zoneMillis(text, from, from + 3) : TimeLocal.INVALID;
    if (zoneMillis == TimeLocal.INVALID) {
      wrong = true;
    }
  }

  /** The first three digits; a fraction of 250 and one of 250000 are the same. */
  private int fraction(byte[] text, int from, int to) {
    int millis = 0;
    for (int at = from; at < Math.max(to, from + 3); at++) {
      int digit = at < to ? text[at] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return bad();
      }
      millis = at < from + 3 ? millis * 10 + digit : millis;
    }
    return millis;
  }

  private int year(byte[] text, int at) {
    return checked(number(text, at) * 100 + number(text, at + 2));
  }

  /** As POSIX has it: 69 to 99 are of the last century. */
  private static int ofCentury(int year) {
    return year < 69 ? 2000 + year : 1900 + year;
  }

  /** Two digits, the first of which may be a blank. */
  private int number(byte[] text, int at) {
    if (text[at] == ' ' && text[at + 1] >= '0' && text[at + 1] <= '9') {
      return text[at + 1] - '0';
    }
    return checked(TimeLocal.twoDigits(text, at));
  }

  private int checked(int value) {
    return value < 0 ? bad() : value;
  }

  private int bad() {
    wrong = true;
    return 0;
  }
}
