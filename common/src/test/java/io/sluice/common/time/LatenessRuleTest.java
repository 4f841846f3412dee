package io.sluice.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LatenessRuleTest {

  private static final LatenessRule TWO_MINUTES = new LatenessRule(120_000, 300_000);

  @Test
  void exactlyTheToleranceIsNotLateAndOneMillisecondMoreIs() {
    assertThat(TWO_MINUTES.isLate(880_000, 1_000_000)).isFalse();
    assertThat(TWO_MINUTES.isLate(879_999, 1_000_000)).isTrue();
    assertThat(TWO_MINUTES.isLate(1_000_001, 1_000_000)).isFalse();
  }

  @Test
  void theFirstRecordIsNeverLate() {
    assertThat(TWO_MINUTES.isLate(Long.MIN_VALUE + 1, EventTimed.NO_TIMESTAMP)).isFalse();
    assertThat(TWO_MINUTES.isLate(0, EventTimed.NO_TIMESTAMP)).isFalse();
  }

  @Test
  void whatIsNotLateIsInFrontOfTheWatermark() {
    assertThat(TWO_MINUTES.watermark(1_000_000)).isEqualTo(879_999);
  }

  @Test
  void futureIsMoreThanTheMostAheadOfTheArrival() {
    assertThat(TWO_MINUTES.isFuture(TimedRecord.live(0, 1_300_000, 1_000_000))).isFalse();
    assertThat(TWO_MINUTES.isFuture(TimedRecord.live(0, 1_300_001, 1_000_000))).isTrue();
  }

  @Test
  void aFileHasNoFuture() {
    assertThat(TWO_MINUTES.isFuture(TimedRecord.inFile("access.log", Long.MAX_VALUE))).isFalse();
  }

  @Test
  void timestampsAtTheEndsOfTimeDoNotOverflow() {
    assertThat(TWO_MINUTES.isLate(Long.MAX_VALUE, Long.MIN_VALUE + 5)).isFalse();
    assertThat(TWO_MINUTES.isLate(Long.MIN_VALUE + 1, Long.MAX_VALUE)).isTrue();
    assertThat(TWO_MINUTES.watermark(Long.MIN_VALUE + 5)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void negativeTolerancesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LatenessRule(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new LatenessRule(0, -1));
  }
}
