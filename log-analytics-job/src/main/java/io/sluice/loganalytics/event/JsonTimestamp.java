package io.sluice.loganalytics.event;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes times as ISO-8601 in UTC with milliseconds. Requests of one second follow each other, so
 * all but the milliseconds is kept from one to the next. For one thread.
 */
final class JsonTimestamp {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final byte[] ZULU = {'Z'};

  private final JsonName name;
  private final JsonBuffer pieces = new JsonBuffer();
  private long day = Long.MIN_VALUE;
  private byte[] dayText = {};
  private long second = Long.MIN_VALUE;
  private byte[] secondText = {};

  JsonTimestamp(String name) {
    this.name = JsonName.ofText(name);
  }

  void write(long millis, JsonBuffer json) {
    long ofMillis = Math.floorDiv(millis, MILLIS_PER_SECOND);
    if (ofMillis != second) {
      moveTo(ofMillis);
    }
    json.begin(name);
    json.raw(secondText);
    json.digits(millis - second * MILLIS_PER_SECOND, 3);
    json.raw(ZULU);
    json.endText();
  }

  private void moveTo(long newSecond) {
    second = newSecond;
    long epochDay = Math.floorDiv(newSecond, SECONDS_PER_DAY);
    if (epochDay != day) {
      day = epochDay;
      dayText = (LocalDate.ofEpochDay(day).toString() + 'T').getBytes(StandardCharsets.US_ASCII);
    }
    long ofDay = newSecond - day * SECONDS_PER_DAY;
    pieces.clear();
    pieces.raw(dayText);
    twoDigits(ofDay / 3600, ':');
    twoDigits(ofDay / 60 % 60, ':');
    twoDigits(ofDay % 60, '.');
    secondText = pieces.toBytes();
  }

  private void twoDigits(long value, char after) {
    pieces.digits(value, 2);
    pieces.raw(new byte[] {(byte) after});
  }
}
