package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencySamplesTest {
  private static final long START = 1_000_000;

  private final LatencySamples samples = new LatencySamples();

  /** One line each millisecond, seen after {@code millis}. */
  private void run(long from, long to, long millis) {
    for (long sent = from; sent < to; sent++) {
      samples.add(START + sent, START + sent + millis);
    }
  }

  @Test
  void quantilesAreByNearestRank() {
    for (int latency = 1; latency <= 100; latency++) {
      samples.add(START, START + latency);
    }
    Stage.Latency summary = samples.summary(START, null);

    assertThat(summary.p50Ms()).isEqualTo(50);
    assertThat(summary.p99Ms()).isEqualTo(99);
    assertThat(summary.undisturbedSamples()).isEqualTo(100);
  }

  @Test
  void theWarmUpAndWhatTheFaultTouchedStandApart() {
    run(0, 1_000, 900);
    run(1_000, 5_000, 100);
    // Killed at 5,000: what was under way took long, and so did what was sent until 8,500.
    run(5_000, 8_500, 4_000);
    run(12_000, 14_000, 100);
    Fault fault = new Fault("taskmanager-1", START + 5_000, START + 8_000);
    Stage.Latency summary = samples.summary(START + 1_000, fault);

    assertThat(summary.samples()).isEqualTo(1_000 + 4_000 + 3_500 + 2_000);
    assertThat(summary.p99Ms()).isEqualTo(4_000);
    assertThat(summary.undisturbedP99Ms()).isEqualTo(100);
    // Sent from 4,900 on was not yet visible at the kill; sent until 12,000 waited for the
    // recovery.
    assertThat(summary.undisturbedSamples()).isEqualTo(3_900 + 1_999);
  }

  @Test
  void withoutSamplesThereIsNoFigure() {
    assertThat(samples.summary(START, null).p99Ms()).isNull();
  }
}
