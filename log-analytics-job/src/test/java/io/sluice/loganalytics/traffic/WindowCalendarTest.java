package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowCalendarTest {
  @ParameterizedTest
  @CsvSource({
    "SECOND, 2026-03-29T01:02:03.456Z, 2026-03-29T01:02:03Z, 2026-03-29T01:02:04Z",
    "MINUTE, 2026-03-29T01:02:03.456Z, 2026-03-29T01:02:00Z, 2026-03-29T01:03:00Z",
    "HOUR,   2026-03-29T01:02:03.456Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
    "DAY,    2026-03-29T01:02:03.456Z, 2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z",
    "WEEK,   2026-03-29T01:02:03.456Z, 2026-03-23T00:00:00Z, 2026-03-30T00:00:00Z",
    "MONTH,  2026-03-29T01:02:03.456Z, 2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z",
    "SECOND, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
  })
  void windowsInUtc(Granularity granularity, Instant time, Instant start, Instant end) {
    assertWindow("UTC", granularity, time, start, end);
  }

  @ParameterizedTest
  @CsvSource({
    // Half an hour off UTC: hours begin at half past.
    "Asia/Kolkata, HOUR, 2026-03-29T01:02:03Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
    "Asia/Shanghai, DAY, 2026-03-29T17:00:00Z, 2026-03-29T16:00:00Z, 2026-03-30T16:00:00Z",
    // Clocks go forward: a day of 23 hours; back: one of 25.
    "Europe/Berlin, DAY, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin, DAY, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    // The hour that comes twice is two windows.
    "Europe/Berlin, HOUR, 2026-10-25T00:30:00Z, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
    "Europe/Berlin, HOUR, 2026-10-25T01:30:00Z, 2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
    "Europe/Berlin, WEEK, 2026-10-25T12:00:00Z, 2026-10-18T22:00:00Z, 2026-10-25T23:00:00Z",
  })
  void windowsFollowTheZone(
      String zone, Granularity granularity, Instant time, Instant start, Instant end) {
    assertWindow(zone, granularity, time, start, end);
  }

  @Test
  void theOrderOfGranularitiesAndDimensionsLiesInState() {
    assertThat(Granularity.values())
        .extracting(Granularity::label)
        .containsExactly("second", "minute", "hour", "day", "week", "month");
    assertThat(Dimension.values())
        .extracting(Dimension::label)
        .startsWith(
            "all", "country", "city", "vhost", "path", "status", "user_agent_class", "customer");
  }

  @Test
  void anHourThatIsPutBackByHalfAnHourIsLongerNotLost() {
    // Lord Howe, 5 April 2026, 02:00 +11 back to 01:30 +10:30.
    WindowCalendar calendar = new WindowCalendar(ZoneId.of("Australia/Lord_Howe"));
    long start = calendar.start(Granularity.HOUR, at("2026-04-04T14:15:00Z"));

    long end = calendar.end(Granularity.HOUR, start);

    assertThat(calendar.start(Granularity.HOUR, end - 1)).isEqualTo(start);
    assertThat(calendar.start(Granularity.HOUR, end)).isEqualTo(end);
  }

  private static void assertWindow(
      String zone, Granularity granularity, Instant time, Instant start, Instant end) {
    WindowCalendar calendar = new WindowCalendar(ZoneId.of(zone));
    long found = calendar.start(granularity, time.toEpochMilli());
    assertThat(Instant.ofEpochMilli(found)).isEqualTo(start);
    assertThat(Instant.ofEpochMilli(calendar.end(granularity, found))).isEqualTo(end);
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
