package io.sluice.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactWindowTest {

  private static final Instant WEDNESDAY = Instant.parse("2026-03-18T12:20:30Z");

  @ParameterizedTest
  @CsvSource({
    "PT5M,MINUTE,2026-03-18T12:19:00Z",
    "PT1H,MINUTE,2026-03-18T12:19:00Z",
    "PT2H,HOUR,2026-03-18T11:00:00Z",
    "PT24H,HOUR,2026-03-18T11:00:00Z",
    "P7D,DAY,2026-03-17T00:00:00Z",
    "P30D,WEEK,2026-03-09T00:00:00Z"
  })
  void isTheLatestCompleteWindowOfTheLargestSizeThatFits(
      Duration length, Granularity size, Instant start) {
    ExactWindow window =
        ExactWindow.within(new TimeRange(WEDNESDAY.minus(length), WEDNESDAY, true), ZoneOffset.UTC)
            .get(0);

    assertThat(window)
        .isEqualTo(new ExactWindow(size, start, size.next(start, ZoneOffset.UTC), true));
  }

  @ParameterizedTest
  @CsvSource({"PT20S", "PT70S"})
  void isTheOpenMinuteWhereNoneIsComplete(Duration length) {
    ExactWindow window =
        ExactWindow.within(new TimeRange(WEDNESDAY.minus(length), WEDNESDAY, true), ZoneOffset.UTC)
            .get(0);

    assertThat(window.complete()).isFalse();
    assertThat(window.from()).isEqualTo(Instant.parse("2026-03-18T12:20:00Z"));
  }

  @Test
  void goesDownToTheMinuteWhereRowsOfALargerSizeAreMissing() {
    TimeRange week = new TimeRange(WEDNESDAY.minus(Duration.ofDays(7)), WEDNESDAY, true);

    assertThat(ExactWindow.within(week, ZoneOffset.UTC))
        .extracting(ExactWindow::granularity)
        .containsExactly(Granularity.DAY, Granularity.HOUR, Granularity.MINUTE, Granularity.MINUTE);
  }
}
