package io.sluice.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeRequestTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:30Z");

  @ParameterizedTest
  @CsvSource({"30s,PT30S", "5m,PT5M", "24h,PT24H", "7d,PT168H", "2w,PT336H"})
  void readsALengthThatMovesWithTheClock(String text, Duration length) {
    TimeRange range = RangeRequest.parse(text, null, null).at(NOW);

    assertThat(range).isEqualTo(new TimeRange(NOW.minus(length), NOW, true));
  }

  @Test
  void showsTheLastFiveMinutesUnlessAsked() {
    assertThat(RangeRequest.parse(null, null, null).at(NOW).length())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void holdsAFixedStretchWhateverTheClockSays() {
    RangeRequest request = RangeRequest.parse("5m", "2026-03-01T08:00:00+01:00", "1772352000000");

    assertThat(request.moving()).isFalse();
    assertThat(request.at(NOW))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-03-01T07:00:00Z"),
                Instant.parse("2026-03-01T08:00:00Z"),
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0m", "5", "m", "-5m", "5 m", "5y", "999999d", "99999d"})
  void refusesOtherLengths(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RangeRequest.parse(text, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00Z,",
    ",2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00Z,2026-03-01T08:00:00Z",
    "2026-03-01T09:00:00Z,2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00,2026-03-01T09:00:00",
    "yesterday,today",
    "2020-01-01T00:00:00Z,2026-01-01T00:00:00Z"
  })
  void refusesStretchesThatAreNone(String from, String to) {
    assertThatIllegalArgumentException().isThrownBy(() -> RangeRequest.parse(null, from, to));
  }
}
