package io.sluice.dashboard.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.dashboard.time.ExactWindow;
import io.sluice.dashboard.time.TimeRange;
import io.sluice.dashboard.time.UsualPlan;
import io.sluice.dashboard.traffic.Usual.Earlier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualTest {

  private static final Instant NOW = Instant.parse("2026-03-18T12:20:30Z");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void comparesAFewMinutesWithTheSameHourOfEarlierDays() {
    UsualPlan plan = plan(Duration.ofMinutes(5), LONG_AGO, ZoneOffset.UTC);

    assertThat(plan.kind()).isEqualTo(UsualPlan.Kind.HOUR);
    assertThat(plan.summed()).hasSize(16);
    assertThat(plan.summed().get(0))
        .isEqualTo(hour("2026-03-17T12:00:00Z"))
        .isEqualTo(plan.exact().get(0));
    assertThat(plan.summed().get(13)).isEqualTo(hour("2026-03-04T12:00:00Z"));
    assertThat(plan.summed().subList(14, 16))
        .containsExactly(hour("2026-02-25T12:00:00Z"), hour("2026-02-18T12:00:00Z"));
  }

  @Test
  void knowsNoUsualOnTheFirstDay() {
    assertThat(
            plan(Duration.ofMinutes(5), Instant.parse("2026-03-18T09:00:00Z"), ZoneOffset.UTC)
                .summed())
        .isEmpty();
    assertThat(plan(Duration.ofMinutes(5), null, ZoneOffset.UTC).summed()).isEmpty();
  }

  @Test
  void leavesOutTheHourInWhichTheHistoryBegan() {
    assertThat(
            plan(Duration.ofMinutes(5), Instant.parse("2026-03-17T12:00:00Z"), ZoneOffset.UTC)
                .summed())
        .isEmpty();
    assertThat(
            plan(Duration.ofMinutes(5), Instant.parse("2026-03-17T11:00:00Z"), ZoneOffset.UTC)
                .summed())
        .hasSize(1);
  }

  @Test
  void comparesWithTheSameHourOfTheClockWhereClocksChanged() {
    // Berlin went to summer time on 2026-03-29, so 12:00 was an hour later in UTC the day before.
    Instant noon = Instant.parse("2026-03-29T10:20:00Z");
    TimeRange range = new TimeRange(noon.minusSeconds(300), noon, true);
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    UsualPlan plan =
        UsualPlan.of(range, ExactWindow.within(range, berlin).get(0), berlin, LONG_AGO);

    assertThat(plan.summed().get(0)).isEqualTo(hour("2026-03-28T11:00:00Z"));
  }

  @Test
  void comparesADayWithTheDaysBeforeAndAWeekWithTheWeeksBefore() {
    UsualPlan day = plan(Duration.ofDays(1), LONG_AGO, ZoneOffset.UTC);
    UsualPlan week = plan(Duration.ofDays(7), LONG_AGO, ZoneOffset.UTC);
    UsualPlan month = plan(Duration.ofDays(30), LONG_AGO, ZoneOffset.UTC);

    assertThat(day.kind()).isEqualTo(UsualPlan.Kind.DAY);
    assertThat(day.summed().get(0).to()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(week.kind()).isEqualTo(UsualPlan.Kind.WEEK);
    assertThat(week.summed().get(1).to()).isEqualTo(NOW.minus(Duration.ofDays(14)));
    assertThat(month.summed().get(0).to()).isEqualTo(NOW.minus(Duration.ofDays(35)));
  }

  @Test
  void isTheMedianOfTheStretchesThatHaveRows() {
    Usual usual =
        Usual.of(
            UsualPlan.Kind.HOUR,
            List.of(
                earlier(3600, 36, 80.0),
                earlier(7200, 72, null),
                earlier(0, 0, null),
                earlier(36000, 3600, 120.0)));

    assertThat(usual.stretches()).isEqualTo(3);
    assertThat(usual.requestsPerSecond()).isEqualTo(2.0);
    assertThat(usual.errorShare()).isEqualTo(0.01);
    assertThat(usual.latencyP95Ms()).isEqualTo(100.0);
  }

  @Test
  void isThatOfTheSameDayOfTheWeekOnceThreeAreKnown() {
    Earlier friday = earlier(3600, 0, null);
    Earlier saturday = new Earlier(new Sums(7200, 0, 0, 0, 0), 3600, true, null, null);
    Earlier unseen = new Earlier(new Sums(0, 0, 0, 0, 0), 3600, true, null, null);

    Usual two =
        Usual.of(UsualPlan.Kind.HOUR, List.of(friday, friday, friday, saturday, saturday, unseen));
    Usual three =
        Usual.of(
            UsualPlan.Kind.HOUR,
            List.of(friday, friday, saturday, saturday, saturday, friday, friday));

    assertThat(two.weekday()).isFalse();
    assertThat(two.requestsPerSecond()).isEqualTo(1.0);
    assertThat(three.weekday()).isTrue();
    assertThat(three.stretches()).isEqualTo(3);
    assertThat(three.requestsPerSecond()).isEqualTo(2.0);
  }

  @Test
  void isUnknownWithoutHistoryAndNotZero() {
    Usual usual = Usual.of(UsualPlan.Kind.HOUR, List.of());

    assertThat(usual.stretches()).isZero();
    assertThat(usual.requestsPerSecond()).isNull();
    assertThat(usual.json().get("requestsPerSecond").isNull()).isTrue();
  }

  private static Earlier earlier(long requests, long errors, Double p95) {
    return new Earlier(new Sums(requests, 0, errors, 0, 0), 3600, false, null, p95);
  }

  private static UsualPlan plan(Duration length, Instant oldestHour, ZoneId zone) {
    TimeRange range = new TimeRange(NOW.minus(length), NOW, true);
    return UsualPlan.of(range, ExactWindow.within(range, zone).get(0), zone, oldestHour);
  }

  private static TimeRange hour(String start) {
    Instant from = Instant.parse(start);
    return new TimeRange(from, from.plus(Duration.ofHours(1)), false);
  }
}
