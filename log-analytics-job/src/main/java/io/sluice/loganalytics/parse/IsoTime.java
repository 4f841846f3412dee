package io.sluice.loganalytics.parse;

/**
 * Reads {@code 2015-05-17T10:05:03+00:00}, nginx's $time_iso8601; also with a fraction of the
 * second, with {@code Z} and with the offset's colon left out. The day of the last line is kept.
 * Leap seconds, dates that do not exist and zones as in {@link TimeLocal}.
 */
final class IsoTime {
  private static final int TIME = 11;
  private static final int SECOND_END = 19;

  private long dayWord;
  private int dayEnd;
  private long dayMillis = TimeLocal.INVALID;

  /** Epoch milliseconds of the time in [from, to), or {@link TimeLocal#INVALID}. */
  long parse(byte[] text, int from, int to) {
    if (to - from <= SECOND_END || (text[from + 10] | 0x20) != 't' || !readDay(text, from)) {
      return TimeLocal.INVALID;
    }
    long ofDay = TimeLocal.secondOfDay(text, from + TIME);
    int fraction = from + SECOND_END;
    int zone = text[fraction] == '.' ? zoneAfter(text, fraction + 1, to) : fraction;
    long ahead = zone < 0 ? TimeLocal.INVALID : ahead(text, zone, to);
    return ofDay < 0 || ahead == TimeLocal.INVALID
        ? TimeLocal.INVALID
        : dayMillis + ofDay * 1000 + millis(text, fraction, zone) - ahead;
  }

  private boolean readDay(byte[] text, int at) {
    long word = ByteScan.word(text, at);
    int end = text[at + 8] << 8 | (text[at + 9] & 0xff);
    if (word == dayWord && end == dayEnd && dayMillis != TimeLocal.INVALID) {
      return true;
    }
    int century = TimeLocal.twoDigits(text, at);
    int yearOfCentury = TimeLocal.twoDigits(text, at + 2);
    if (text[at + 4] != '-' || text[at + 7] != '-' || century < 0 || yearOfCentury < 0) {
      return false;
    }
    long day =
        TimeLocal.epochDay(
            century * 100 + yearOfCentury,
            TimeLocal.twoDigits(text, at + 5),
            TimeLocal.twoDigits(text, at + 8));
    if (day == TimeLocal.INVALID) {
      return false;
    }
    dayWord = word;
    dayEnd = end;
    dayMillis = day * TimeLocal.DAY_MILLIS;
    return true;
  }

  /** Where the digits of a fraction end, or -1 if there are none. */
  private static int zoneAfter(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at == from || at == to ? -1 : at;
  }

  private static long millis(byte[] text, int point, int end) {
    long millis = 0;
    for (int at = point + 1; at <= point + 3 && end > point; at++) {
      millis = millis * 10 + (at < end ? text[at] - '0' : 0);
    }
    return millis;
  }

  private static long ahead(byte[] text, int at, int to) {
    int length = to - at;
    if (length == 1) {
      return (text[at] | 0x20) == 'z' ? 0 : TimeLocal.INVALID;
    }
    boolean colon = length == 6 && text[at + 3] == ':';
    return colon || length == 5
        ? TimeLocal.zoneMillis(text, at, colon ? at + 4 : at + 3)
        : TimeLocal.INVALID;
  }
}
