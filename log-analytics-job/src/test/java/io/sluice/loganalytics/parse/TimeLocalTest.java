package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLocalTest {
  private final TimeLocal time = new TimeLocal();

  @ParameterizedTest
  @CsvSource({
    "17/May/2015:10:05:03 +0000, 1431857103",
    "17/May/2015:10:05:03 -0700, 1431882303",
    "17/May/2015:10:05:03 +1400, 1431806703",
    "31/Jan/2026:23:30:00 +0545, 1769881500",
    "01/Jan/1970:00:00:00 -0330, 12600",
    "29/Feb/2020:12:00:00 +0000, 1582977600",
    "31/Dec/2016:23:59:60 +0000, 1483228800",
    "17/MAY/2015:10:05:03 +0000, 1431857103"
  })
  void readsTimes(String text, long epochSecond) {
    assertThat(parse(text)).isEqualTo(epochSecond * 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/Feb/2015:10:05:03 +0000",
        "29/Feb/2015:10:05:03 +0000",
        "00/May/2015:10:05:03 +0000",
        "17/Foo/2015:10:05:03 +0000",
        "17/May/2015:24:00:00 +0000",
        "17/May/2015:10:60:00 +0000",
        "17/May/2015:10:05:61 +0000",
        "17/May/2015:10:05:0x +0000",
        "17/May/2015 10:05:03 +0000",
        "17/May/2015:10:05:03 0000 ",
        "17/May/2015:10:05:03 +2400",
        "17/May/2015:10:05:03 +0060",
        "17/May/2015:10:05:03+00000",
        "17/May/2015:10:05:03 +00:0",
        "7/May/2015:10:05:03 +00000",
        "17/May/2015:10:05:03",
        "17/May/-015:10:05:03 +0000",
        ""
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(TimeLocal.INVALID);
    // And again, with another day and zone kept from a line in between.
    parse("18/May/2015:10:05:03 +0100");
    assertThat(parse(text)).isEqualTo(TimeLocal.INVALID);
  }

  @Test
  void refusesNulsWithNothingKept() {
    assertThat(new TimeLocal().parse(new byte[26], 0, 26)).isEqualTo(TimeLocal.INVALID);
  }

  @Test
  void agreesWithTheCalendarOnEveryDay() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
    OffsetDateTime day = OffsetDateTime.of(1999, 12, 30, 22, 59, 58, 0, ZoneOffset.UTC);
    for (int index = 0; index < 12_000; index++) {
      ZoneOffset zone = ZoneOffset.ofHoursMinutes(index % 14, 15 * (index % 4));
      OffsetDateTime moment = day.plusDays(index).withOffsetSameLocal(zone);
      assertThat(parse(moment.format(format))).isEqualTo(moment.toInstant().toEpochMilli());
    }
  }

  private long parse(String text) {
    byte[] bytes = ("xx" + text).getBytes(StandardCharsets.US_ASCII);
    return time.parse(bytes, 2, bytes.length);
  }
}
