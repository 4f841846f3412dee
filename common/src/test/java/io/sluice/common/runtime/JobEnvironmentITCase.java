package io.sluice.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The environment of a replay, run for real. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JobEnvironmentITCase {

  @Test
  void aReplayRunsToItsEndAtAnyParallelism() throws Exception {
    assertThat(doubled("1")).isEqualTo(doubled("3")).hasSize(1_000);
  }

  @Test
  void aFailureEndsAReplayAtOnce() {
    StreamExecutionEnvironment environment = JobEnvironment.local(config("2"));

    assertThatThrownBy(
            () ->
                environment
                    .fromSequence(1, 100)
                    .uid("count-up")
                    .map(number -> 100 / (number - 50))
                    .uid("divide-numbers")
                    .executeAndCollect(100))
        .hasStackTraceContaining("/ by zero")
        .hasStackTraceContaining("NoRestartBackoffTimeStrategy");
  }

  private static List<Long> doubled(String parallelism) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.local(config(parallelism));
    List<Long> results = new ArrayList<>();
    try (CloseableIterator<Long> doubled =
        environment
            .fromSequence(1, 1_000)
            .uid("count-up")
            .keyBy(number -> number % 7)
            .map(number -> number * 2)
            .uid("double-numbers")
            .executeAndCollect()) {
      doubled.forEachRemaining(results::add);
    }
    assertThat(results)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 1_000).mapToObj(number -> number * 2).toList());
    results.sort(null);
    return results;
  }

  private static RuntimeConfig config(String parallelism) {
    return RuntimeConfig.from(
        Settings.of(RuntimeConfig.SETTINGS, Map.of("parallelism", parallelism)));
  }
}
