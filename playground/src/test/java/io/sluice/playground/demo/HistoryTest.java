package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.simulate.AccessLogTraffic;
import io.sluice.playground.simulate.TrafficProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:25:31Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 2_000, 50_000})
  void goesBackDaysAndWeeksWithinItsBudget(int rate) {
    History history = History.before(NOW, rate);

    assertThat(history.minutes()).hasSizeGreaterThanOrEqualTo(3).isSorted();
    assertThat(history.minutes().get(0))
        .isLessThanOrEqualTo(NOW.minus(Duration.ofDays(6)).toEpochMilli());
    assertThat(history.minutes()).allMatch(minute -> minute < NOW.toEpochMilli() - 3_600_000);
    assertThat(history.lines()).isLessThanOrEqualTo(Math.max(History.MOST_LINES, 180L * rate));
  }

  @Test
  void thisHourOfOtherDaysComesFirst() {
    assertThat(History.before(NOW, 2_000).minutes())
        .hasSize(6)
        .allMatch(minute -> Instant.ofEpochMilli(minute).atOffset(ZoneOffset.UTC).getHour() == 14);
  }

  @Test
  void playsInOrderAndAsBusyAsItWas() {
    AccessLogTraffic traffic = new AccessLogTraffic(1, TrafficProfile.named("demo"));
    History history = new History(List.of(NOW.toEpochMilli() - 86_400_000), 50);
    List<Long> instants = new ArrayList<>();

    history.play(traffic, NOW.toEpochMilli(), instants::add);

    double busy =
        traffic.intensity(NOW.toEpochMilli() - 86_400_000) / traffic.intensity(NOW.toEpochMilli());
    assertThat(instants).isSorted().hasSize((int) Math.round(3_000 * busy));
  }
}
