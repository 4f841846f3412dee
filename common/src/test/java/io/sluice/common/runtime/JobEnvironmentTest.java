package io.sluice.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {

  @Test
  void settingsBecomeFlinkOptions() {
    Configuration configuration = configuration(Map.of("checkpoint.directory", "/data/cp"));

    assertThat(configuration.toMap())
        .containsEntry("pipeline.generic-types", "false")
        .containsEntry("pipeline.auto-generate-uids", "false")
        .containsEntry("pipeline.object-reuse", "true")
        .containsEntry("pipeline.max-parallelism", "720")
        .containsEntry("state.backend.type", "rocksdb")
        .containsEntry("execution.checkpointing.incremental", "true")
        .containsEntry("execution.checkpointing.unaligned.enabled", "false")
        .containsEntry("execution.checkpointing.tolerable-failed-checkpoints", "10")
        .containsEntry("execution.checkpointing.storage", "filesystem")
        .containsEntry("execution.checkpointing.dir", "file:///data/cp")
        .containsEntry("restart-strategy.type", "exponential-delay");
    assertThat(configuration.get(PipelineOptions.AUTO_WATERMARK_INTERVAL))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void theClusterDecidesWhatIsNotGiven() {
    assertThat(configuration(Map.of()).toMap())
        .doesNotContainKeys(
            "parallelism.default",
            "execution.checkpointing.dir",
            "execution.checkpointing.storage");
    assertThat(configuration(Map.of("parallelism", "3")).get(CoreOptions.DEFAULT_PARALLELISM))
        .isEqualTo(3);
  }

  @Test
  void flinksOwnOptionsWin() {
    Configuration configuration =
        configuration(
            Map.of("flink.state.backend.type", "forst", "flink.pipeline.object-reuse", "false"));

    assertThat(configuration.toMap())
        .containsEntry("state.backend.type", "forst")
        .containsEntry("pipeline.object-reuse", "false");
    assertThat(
            JobEnvironment.local(config(Map.of("flink.state.backend.type", "rocksdb")))
                .getConfiguration()
                .toString())
        .contains("state.backend.type=rocksdb");
  }

  @Test
  void aReplayNeitherCheckpointsNorRestarts() {
    StreamExecutionEnvironment environment = JobEnvironment.local(config(Map.of()));

    assertThat(environment.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    assertThat(environment.getMaxParallelism()).isEqualTo(720);
    assertThat(JobEnvironment.local(config(Map.of("parallelism", "2"))).getParallelism())
        .isEqualTo(2);
  }

  @Test
  void anOperatorWithoutUidDoesNotBuild() {
    StreamExecutionEnvironment environment = JobEnvironment.create(config(Map.of()));
    environment.fromData("a").uid("read-letters").sinkTo(new DiscardingSink<>());

    assertThatThrownBy(() -> environment.getStreamGraph().getJobGraph())
        .hasMessageContaining("no UID or hash has been assigned");
  }

  @Test
  void aTypeThatWouldFallBackToKryoDoesNotBuild() {
    StreamExecutionEnvironment environment = JobEnvironment.create(config(Map.of()));

    assertThatThrownBy(() -> environment.fromData(UUID.fromString("0-0-0-0-0")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Configuration configuration(Map<String, String> given) {
    return JobEnvironment.configuration(config(given));
  }

  private static RuntimeConfig config(Map<String, String> given) {
    return RuntimeConfig.from(Settings.of(RuntimeConfig.SETTINGS, given));
  }
}
