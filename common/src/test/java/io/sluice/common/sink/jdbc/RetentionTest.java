package io.sluice.common.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final RetentionRule ALL =
      RetentionRule.of("traffic", "window_start", Duration.ofDays(1));

  private final FakeStore store = new FakeStore();
  private final UpsertMetrics metrics = new UpsertMetrics(new UnregisteredMetricsGroup());
  private final Retention retention =
      new Retention(
          store,
          List.of(
              ALL.where("granularity", "second"),
              RetentionRule.of("traffic", "window_start", Duration.ofDays(7))
                  .where("granularity", "minute")),
          NOW::toEpochMilli,
          metrics);

  @Test
  void everyGranularityHasItsAge() {
    assertThat(retention.sweep()).isFalse();

    assertThat(store.retired)
        .containsExactly(
            "second before 2026-03-09T12:00:00Z", "minute before 2026-03-03T12:00:00Z");
  }

  @Test
  void goesOnWhileBatchesAreFull() {
    store.toRetire.addAll(List.of(Retention.BATCH_ROWS, Retention.BATCH_ROWS, 7, 3));

    assertThat(retention.sweep()).isFalse();
    assertThat(metrics.retired.getCount()).isEqualTo(2 * Retention.BATCH_ROWS + 10);
  }

  @Test
  void doesNotHoldTheWriterUpForLong() {
    for (int batch = 0; batch < 3 * Retention.BATCHES_A_TURN; batch++) {
      store.toRetire.add(Retention.BATCH_ROWS);
    }

    assertThat(retention.sweep()).isTrue();
    assertThat(store.retired).hasSize(2 * Retention.BATCHES_A_TURN);
  }

  @Test
  void aFailureIsCountedAndNotFatal() {
    store.fault = "42P01";

    assertThat(retention.sweep()).isFalse();
    assertThat(metrics.retireFailures.getCount()).isEqualTo(1);
  }

  @Test
  void keepsSomething() {
    assertThatThrownBy(() -> RetentionRule.of("traffic", "window_start", Duration.ZERO))
        .hasMessageContaining("traffic");
  }
}
