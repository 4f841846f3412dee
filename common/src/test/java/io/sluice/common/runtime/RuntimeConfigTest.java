package io.sluice.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.common.config.PassThrough;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeConfigTest {

  @Test
  void defaults() {
    assertThat(config(Map.of()))
        .isEqualTo(
            new RuntimeConfig(
                Optional.empty(),
                720,
                StateBackend.ROCKSDB,
                Duration.ofMillis(200),
                0,
                new RuntimeConfig.Checkpoints(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofMillis(500),
                    10,
                    false,
                    Optional.empty()),
                new RuntimeConfig.Restarts(
                    Duration.ofSeconds(1), Duration.ofMinutes(1), 2, Duration.ofMinutes(10)),
                PassThrough.none()));
  }

  @Test
  void everyKeyFillsItsOwnField() {
    Map<String, String> given = new HashMap<>();
    given.put("parallelism", "3");
    given.put("max-parallelism", "128");
    given.put("state-backend", "hashmap");
    given.put("watermark-interval", "50ms");
    given.put("generation", "4");
    given.put("checkpoint.interval", "5s");
    given.put("checkpoint.timeout", "6m");
    given.put("checkpoint.min-pause", "7s");
    given.put("checkpoint.tolerated-failures", "8");
    given.put("checkpoint.unaligned", "true");
    given.put("checkpoint.directory", "s3://b/c");
    given.put("restart.initial-delay", "9s");
    given.put("restart.max-delay", "10m");
    given.put("restart.multiplier", "1.5");
    given.put("restart.calm-after", "11m");
    given.put("flink.rest.port", "0");

    assertThat(config(given))
        .isEqualTo(
            new RuntimeConfig(
                Optional.of(3),
                128,
                StateBackend.HASHMAP,
                Duration.ofMillis(50),
                4,
                new RuntimeConfig.Checkpoints(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(6),
                    Duration.ofSeconds(7),
                    8,
                    true,
                    Optional.of("s3://b/c")),
                new RuntimeConfig.Restarts(
                    Duration.ofSeconds(9), Duration.ofMinutes(10), 1.5, Duration.ofMinutes(11)),
                PassThrough.of(Map.of("rest.port", "0"))));
    assertThat(given).hasSize(RuntimeConfig.SETTINGS.size());
  }

  @ParameterizedTest
  @CsvSource({
    "parallelism, 0",
    "parallelism, 721",
    "parallelism, many",
    "max-parallelism, 32769",
    "state-backend, paper",
    "watermark-interval, 0s",
    "generation, -1",
    "checkpoint.interval, 1ms",
    "checkpoint.timeout, soon",
    "checkpoint.min-pause, 2h",
    "checkpoint.tolerated-failures, -1",
    "checkpoint.unaligned, maybe",
    "checkpoint.directory, relative/path",
    "restart.initial-delay, 2m",
    "restart.max-delay, 500ms",
    "restart.multiplier, 1",
    "restart.calm-after, 10"
  })
  void wrongValuesAreRefusedByKey(String key, String value) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> config(Map.of(key, value)))
        .satisfies(
            failure ->
                assertThat(failure.problems())
                    .singleElement()
                    .satisfies(
                        problem -> assertThat(problem.key()).isIn(key, "restart.max-delay")));
  }

  private static RuntimeConfig config(Map<String, String> given) {
    return RuntimeConfig.from(Settings.of(RuntimeConfig.SETTINGS, given));
  }
}
