package io.sluice.loganalytics.parse;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads {@code 17/May/2015:10:05:03 +0000}, the time of nginx's $time_local and Apache's %t.
 *
 * <p>The day and the zone of the last line are kept, since nearly every line repeats them. A leap
 * second (60) counts as the first second after it. Dates that no calendar has, hour 24 and zones
 * beyond a day are {@link #INVALID}; a zone that is merely wrong cannot be known and is believed.
 */
final class TimeLocal {
  static final long INVALID = Long.MIN_VALUE;
  static final int LENGTH = 26;
  static final long DAY_MILLIS = 86_400_000L;

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int TIME = 12;
  private static final int ZONE = 20;

  /** Of the word that begins two bytes before the zone, the six bytes that are the zone. */
  private static final long ZONE_BYTES = 0xffffffffffff0000L;

  private static final long LAST_DAY_BYTES = 0xffffffff00000000L;

  private long dayWord;
  private long dayEndWord;
  private long dayMillis = INVALID;
  private long zoneWord;
  private long zoneMillis = INVALID;

  TimeLocal() {
    byte[] first = "01/Jan/1970:00:00:00 +0000".getBytes(StandardCharsets.US_ASCII);
    // Else a line of NULs would equal the words kept before the first line.
    parse(first, 0, LENGTH);
  }

  /** Epoch milliseconds of the time in [from, to), or {@link #INVALID}. */
  long parse(byte[] text, int from, int to) {
    if (to - from != LENGTH || !readDay(text, from) || !readZone(text, from + ZONE)) {
      return INVALID;
    }
    long ofDay = secondOfDay(text, from + TIME);
    return ofDay < 0 ? INVALID : dayMillis + ofDay * 1000 - zoneMillis;
  }

  /** Second of the day of {@code 10:05:03}, or -1; 60 is a second. */
  static int secondOfDay(byte[] text, int at) {
    int hour = twoDigits(text, at);
    int minute = twoDigits(text, at + 3);
    int second = twoDigits(text, at + 6);
    boolean exists = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0;
    boolean separated = text[at + 2] == ':' && text[at + 5] == ':';
    return exists && separated && second <= 60 ? hour * 3600 + minute * 60 + second : -1;
  }

  /** Two decimal digits as a number, or something negative. */
  static int twoDigits(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return (tens | ones | 9 - tens | 9 - ones) < 0 ? -1 : tens * 10 + ones;
  }

  /** Epoch day of a date, or {@link #INVALID} if the calendar does not have it. */
  static long epochDay(int year, int month, int day) {
    boolean exists = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return exists && YearMonth.of(year, month).isValidDay(day)
        ? LocalDate.of(year, month, day).toEpochDay()
        : INVALID;
  }

  private boolean readDay(byte[] text, int at) {
    long word = ByteScan.word(text, at);
    long endWord = ByteScan.word(text, at + TIME - Long.BYTES) & LAST_DAY_BYTES;
    if (word == dayWord && endWord == dayEndWord) {
      return true;
    }
    long day = day(text, at);
    if (day == INVALID) {
      return false;
    }
    dayWord = word;
    dayEndWord = endWord;
    dayMillis = day * DAY_MILLIS;
    return true;
  }

  /** Epoch day of {@code 17/May/2015:}. */
  private static long day(byte[] text, int at) {
    if (text[at + 2] != '/' || text[at + 6] != '/' || text[at + 11] != ':') {
      return INVALID;
    }
    int century = twoDigits(text, at + 7);
    int yearOfCentury = twoDigits(text, at + 9);
    if (century < 0 || yearOfCentury < 0) {
      return INVALID;
    }
    return epochDay(century * 100 + yearOfCentury, month(text, at + 3), twoDigits(text, at));
  }

  static int month(byte[] text, int at) {
    for (int month = 0; month < 12; month++) {
      if ((text[at] | 0x20) == MONTHS.charAt(3 * month)
          && (text[at + 1] | 0x20) == MONTHS.charAt(3 * month + 1)
          && (text[at + 2] | 0x20) == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return -1;
  }

  private boolean readZone(byte[] text, int at) {
    long word = ByteScan.word(text, at - 2) & ZONE_BYTES;
    if (word == zoneWord) {
      return true;
    }
    long zone = text[at] == ' ' ? zoneMillis(text, at + 1, at + 4) : INVALID;
    if (zone == INVALID) {
      return false;
    }
    zoneWord = word;
    zoneMillis = zone;
    return true;
  }

  /** Milliseconds that a zone is ahead of UTC: sign and hours at one place, minutes at another. */
  static long zoneMillis(byte[] text, int at, int minutesAt) {
    int sign = text[at] == '+' ? 1 : text[at] == '-' ? -1 : 0;
    int hours = twoDigits(text, at + 1);
    int minutes = twoDigits(text, minutesAt);
    return sign == 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59
        ? INVALID
        : sign * (hours * 60L + minutes) * 60_000L;
  }
}
