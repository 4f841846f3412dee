package io.sluice.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranularityChoiceTest {

  private static final Instant NOW = Instant.parse("2026-03-18T12:00:30Z");
  private static final Instant YEARS_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final GranularityChoice choice = new GranularityChoice(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "PT5M,SECOND",
    "PT15M,SECOND",
    "PT25M,SECOND",
    "PT26M,MINUTE",
    "PT1H,MINUTE",
    "PT24H,MINUTE",
    "PT26H,HOUR",
    "P7D,HOUR",
    "P30D,HOUR",
    "P400D,DAY"
  })
  void drawsAtMostFifteenHundredPoints(Duration length, Granularity expected) {
    assertThat(choice.choose(last(length), allSince(YEARS_AGO))).isEqualTo(expected);
  }

  @Test
  void takesMinutesWhereTheSecondsAreRetired() {
    Map<Granularity, Instant> oldest = allSince(YEARS_AGO);
    oldest.put(Granularity.SECOND, NOW.minus(Duration.ofDays(1)));
    TimeRange lastWeek = last(Duration.ofMinutes(5)).earlier(Duration.ofDays(7));

    assertThat(choice.choose(lastWeek, oldest)).isEqualTo(Granularity.MINUTE);
  }

  @Test
  void takesMinutesWhereTheSecondsOfTheBeginningAreRetired() {
    Map<Granularity, Instant> oldest = allSince(YEARS_AGO);
    oldest.put(Granularity.SECOND, NOW.minusSeconds(600));

    assertThat(choice.choose(last(Duration.ofMinutes(15)), oldest)).isEqualTo(Granularity.MINUTE);
  }

  @Test
  void takesSecondsOfASystemThatHasJustBegun() {
    Map<Granularity, Instant> oldest = new EnumMap<>(Granularity.class);
    Instant began = NOW.minusSeconds(40);
    for (Granularity size : Granularity.values()) {
      oldest.put(size, size.floor(began, ZoneOffset.UTC));
    }

    assertThat(choice.choose(last(Duration.ofMinutes(5)), oldest)).isEqualTo(Granularity.SECOND);
  }

  @Test
  void takesTheFinestWhereThereIsNothingAtAll() {
    assertThat(choice.choose(last(Duration.ofMinutes(5)), Map.of())).isEqualTo(Granularity.SECOND);
  }

  private static TimeRange last(Duration length) {
    return new TimeRange(NOW.minus(length), NOW, true);
  }

  private static Map<Granularity, Instant> allSince(Instant oldest) {
    Map<Granularity, Instant> starts = new EnumMap<>(Granularity.class);
    for (Granularity size : Granularity.values()) {
      starts.put(size, oldest);
    }
    return starts;
  }
}
