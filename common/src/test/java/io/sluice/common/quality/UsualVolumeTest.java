package io.sluice.common.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class UsualVolumeTest {
  private static final long WEEK = 7 * 86_400_000L;
  private static final QualityRule.Usual RULE = new QualityRule.Usual(4, 0.5, 2, 4);

  @Test
  void saysNothingBeforeTheHistoryItAsksFor() {
    assertThat(UsualVolume.range(null, RULE)).isEmpty();
    assertThat(UsualVolume.range(history(100), RULE)).isEmpty();
    assertThat(UsualVolume.range(history(100, 100), RULE)).isPresent();
  }

  @Test
  void aSteadyHourAllowsWhatTheRuleSaysOfTheUsual() {
    UsualVolume.Range range = UsualVolume.range(history(400, 400, 400), RULE).orElseThrow();

    // Poisson's √400 = 20 times 4 is less than half of 400.
    assertThat(range.expected()).isEqualTo(400);
    assertThat(range.atLeast()).isEqualTo(200);
    assertThat(range.atMost()).isEqualTo(600);
  }

  @Test
  void anHourThatVariesAllowsItsSpread() {
    // Median 100; distances 0, 40, 60: their median 40, times 1.4826 and 4 is 237.2.
    UsualVolume.Range range = UsualVolume.range(history(40, 100, 140), RULE).orElseThrow();

    assertThat(range.expected()).isEqualTo(100);
    assertThat(range.atLeast()).isZero();
    assertThat(range.atMost()).isCloseTo(100 + 4 * 1.4826 * 40, within(1e-9));
  }

  @Test
  void oneBadWeekDoesNotMoveTheUsual() {
    assertThat(UsualVolume.range(history(400, 400, 0, 400), RULE).orElseThrow().atLeast())
        .isEqualTo(200);
  }

  @Test
  void onlyTheLastWeeksAreRemembered() {
    HourHistory history = new HourHistory();
    for (int week = 0; week < 10; week++) {
      history.add(hour(week, week), 4);
    }
    assertThat(history.means).containsExactly(6, 7, 8, 9);

    // Nobody looked for five weeks: what lies longer back is no usual.
    history.add(hour(13, 13), 4);

    assertThat(history.means).containsExactly(9, 13);
    assertThat(history.hours).containsExactly(9 * WEEK, 13 * WEEK);
    assertThat(history.deviations).hasSize(2);
  }

  @Test
  void hoursAreThoseOfTheZone() {
    long monday = Instant.parse("2026-11-16T23:30:00Z").toEpochMilli();

    assertThat(UsualVolume.hourOfWeek(monday, ZoneId.of("UTC"))).isEqualTo(23);
    assertThat(UsualVolume.hourOfWeek(monday, ZoneId.of("Asia/Shanghai"))).isEqualTo(24 + 7);
    // An hour of UTC is one hour in every zone, also where that begins half past.
    assertThat(UsualVolume.hourOfWeek(monday, ZoneId.of("Asia/Kolkata")))
        .isEqualTo(UsualVolume.hourOfWeek(monday - 1_800_000, ZoneId.of("Asia/Kolkata")));
  }

  private static HourHistory history(double... means) {
    HourHistory history = new HourHistory();
    for (int week = 0; week < means.length; week++) {
      history.add(hour(week, means[week]), 8);
    }
    return history;
  }

  private static HourOfVolume hour(int week, double mean) {
    HourOfVolume hour = new HourOfVolume();
    hour.start = week * WEEK;
    hour.windows = 1;
    hour.sum = mean;
    hour.squares = mean * mean;
    return hour;
  }
}
