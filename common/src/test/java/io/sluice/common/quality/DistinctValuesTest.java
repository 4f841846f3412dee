package io.sluice.common.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctValuesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 500, 1023})
  void fewAreCountedExactlyHoweverOftenTheyCome(int values) {
    DistinctValues counted = new DistinctValues();
    for (int round = 0; round < 7; round++) {
      add(counted, 0, values);
    }

    assertThat(counted.count()).isEqualTo(values);
    assertThat(DistinctValues.of(counted.toArray()).count()).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 100_000, 1_000_000})
  void manyAreEstimated(int values) {
    DistinctValues counted = new DistinctValues();
    add(counted, 0, values);
    add(counted, 0, values);

    // Four standard errors of 3.1 %.
    assertThat((double) counted.count()).isCloseTo(values, within(0.125 * values));
    assertThat(counted.toArray()).hasSizeLessThanOrEqualTo(DistinctValues.KEPT);
  }

  @Test
  void partsAddUpInAnyOrderAndRepetitionChangesNothing() {
    DistinctValues all = new DistinctValues();
    add(all, 0, 30_000);
    DistinctValues even = new DistinctValues();
    DistinctValues odd = new DistinctValues();
    for (int i = 0; i < 30_000; i++) {
      (i % 2 == 0 ? even : odd).add(Sampling.mix(i));
    }

    DistinctValues forwards = DistinctValues.of(even.toArray());
    forwards.addAll(odd.toArray());
    forwards.addAll(even.toArray());
    DistinctValues backwards = DistinctValues.of(odd.toArray());
    backwards.addAll(even.toArray());

    assertThat(forwards.toArray()).isEqualTo(all.toArray()).isEqualTo(backwards.toArray());
  }

  @Test
  void aSampleTakesItsShareAndAlwaysTheSameRecords() {
    int taken = 0;
    for (int offset = 0; offset < 100_000; offset++) {
      boolean takes = Sampling.takes(0.01, 3, offset);
      assertThat(Sampling.takes(0.01, 3, offset)).isEqualTo(takes);
      taken += takes ? 1 : 0;
    }

    assertThat(taken).isBetween(870, 1130);
  }

  private static void add(DistinctValues counted, int from, int to) {
    for (int i = from; i < to; i++) {
      counted.add(Sampling.mix(i));
    }
  }
}
