package io.sluice.common.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallClockTest {
  private static final long NOTHING = Long.MIN_VALUE;
  private static final long NOW = 1_800_000_000_000L;
  private static final long EVENT = NOW - 3_000;

  private final StallClock clock = new StallClock(60_000);

  @Test
  void saysNothingWhileTheWatermarkRises() {
    for (int second = 0; second < 300; second++) {
      clock.hear(EVENT + second * 1000L, 0, 1, NOW + second * 1000L);
      assertThat(clock.closedUpTo(EVENT + second * 1000L - 120_000, NOW + second * 1000L))
          .isEqualTo(NOTHING);
    }
  }

  @Test
  void goesOnByTheWallClockWhenNothingComes() {
    assertThat(silentFor(59)).isEqualTo(NOTHING);
    assertThat(silentFor(60)).isEqualTo(EVENT);
    assertThat(silentFor(200)).isEqualTo(EVENT + 140_000);
  }

  @Test
  void garbageMovesTheTimeThatHasPassed() {
    for (int second = 0; second <= 120; second++) {
      clock.hear(EVENT + second * 1000L, 0, 1, NOW + second * 1000L);
      clock.closedUpTo(EVENT - 120_000, NOW + second * 1000L);
    }

    assertThat(clock.closedUpTo(EVENT - 120_000, NOW + 120_000)).isEqualTo(EVENT + 60_000);
  }

  @Test
  void aTopicThatIsSilentFromTheStartIsTimedFromTheStart() {
    for (int second = 0; second <= 90; second++) {
      clock.hear(NOTHING, 0, 1, NOW + second * 1000L);
      clock.closedUpTo(NOTHING, NOW + second * 1000L);
    }

    assertThat(clock.closedUpTo(NOTHING, NOW + 90_000)).isEqualTo(NOW + 30_000);
  }

  @Test
  void aSubtaskThatIsHeldUpSaysNothingOfTheTopic() {
    for (int second = 0; second <= 200; second++) {
      clock.hear(EVENT, 0, 2, NOW + second * 1000L);
      if (second < 100) {
        clock.hear(EVENT, 1, 2, NOW + second * 1000L);
      }
      long upTo = clock.closedUpTo(EVENT - 120_000, NOW + second * 1000L);
      boolean bothHeard = second < 100 + 15;
      assertThat(upTo == NOTHING).isEqualTo(second < 60 || !bothHeard);
    }
  }

  private long silentFor(int seconds) {
    StallClock silent = new StallClock(60_000);
    long upTo = NOTHING;
    for (int second = 0; second <= seconds; second++) {
      silent.hear(EVENT, 0, 1, NOW + second * 1000L);
      upTo = silent.closedUpTo(EVENT - 120_000, NOW + second * 1000L);
    }
    return upTo;
  }
}
