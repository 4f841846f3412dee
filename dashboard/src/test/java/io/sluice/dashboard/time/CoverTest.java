package io.sluice.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.dashboard.time.Cover.Stretch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CoverTest {

  private final Cover cover = new Cover(ZoneOffset.UTC);

  @Test
  void takesSecondsAtTheEdgeAndTheOpenMinuteOfNow() {
    TimeRange live = new TimeRange(at("11:57:58"), at("12:00:30"), true);

    assertThat(cover.of(live, Granularity.SECOND))
        .containsExactly(
            new Stretch(Granularity.SECOND, at("11:57:58"), at("11:58:00")),
            new Stretch(Granularity.MINUTE, at("11:58:00"), at("12:00:00")),
            new Stretch(Granularity.HOUR, at("12:00:00"), at("13:00:00")));
  }

  @Test
  void endsAFixedRangeWithSeconds() {
    TimeRange fixed = new TimeRange(at("11:58:00"), at("12:00:02"), false);

    assertThat(cover.of(fixed, Granularity.SECOND))
        .containsExactly(
            new Stretch(Granularity.MINUTE, at("11:58:00"), at("12:00:00")),
            new Stretch(Granularity.SECOND, at("12:00:00"), at("12:00:02")));
  }

  @Test
  void goesNoFinerThanAsked() {
    TimeRange fixed = new TimeRange(at("10:20:00"), at("12:00:00"), false);

    assertThat(cover.of(fixed, Granularity.HOUR))
        .containsExactly(new Stretch(Granularity.HOUR, at("10:00:00"), at("12:00:00")));
  }

  @Test
  void takesDaysOfTheZoneEvenWhereADayHas23Hours() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant midnight = Instant.parse("2026-03-28T23:00:00Z");
    Instant nextMidnight = Instant.parse("2026-03-29T22:00:00Z");

    assertThat(new Cover(berlin).of(new TimeRange(midnight, nextMidnight, false), Granularity.HOUR))
        .containsExactly(new Stretch(Granularity.DAY, midnight, nextMidnight));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-18T" + time + "Z");
  }
}
