package io.sluice.common.runtime;

import io.sluice.common.runtime.RuntimeConfig.Checkpoints;
import io.sluice.common.runtime.RuntimeConfig.Restarts;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The environment all jobs start from. Two of its choices turn rot into build failures: generic
 * types are off, so that nothing falls back to Kryo, and so are generated uids, so that every
 * operator finds its state again after an upgrade.
 */
public final class JobEnvironment {

  private JobEnvironment() {}

  /** For a job that is submitted to a cluster. */
  public static StreamExecutionEnvironment create(RuntimeConfig config) {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration(config));
  }

  /**
   * For a replay: in this JVM, over bounded input, with as many subtasks as the machine has
   * processors unless told otherwise. State lives on the heap, nothing is checkpointed, and a
   * failure ends it at once, for there is nobody it should hide from.
   */
  public static StreamExecutionEnvironment local(RuntimeConfig config) {
    return local(config, replayOptions());
  }

  /** As {@link #local(RuntimeConfig)}, with options of one's own in place of a replay's. */
  public static StreamExecutionEnvironment local(RuntimeConfig config, Configuration options) {
    Configuration configuration = base(config);
    configuration.addAll(options);
    configuration.addAll(passThrough(config));
    int parallelism =
        config.parallelism().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    int processors = Math.min(parallelism, config.maxParallelism());
    return StreamExecutionEnvironment.createLocalEnvironment(processors, configuration);
  }

  /** The settings as Flink's own options. */
  public static Configuration configuration(RuntimeConfig config) {
    Configuration configuration = base(config);
    config
        .parallelism()
        .ifPresent(number -> configuration.set(CoreOptions.DEFAULT_PARALLELISM, number));
    configuration.set(StateBackendOptions.STATE_BACKEND, config.stateBackend().flinkName());
    addCheckpoints(config.checkpoints(), configuration);
    addRestarts(config.restarts(), configuration);
    configuration.addAll(passThrough(config));
    return configuration;
  }

  private static Configuration base(RuntimeConfig config) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, config.maxParallelism());
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, config.watermarkInterval());
    // Latency markers cost a histogram per pair of subtasks, and measure the queues only.
    configuration.set(MetricOptions.LATENCY_INTERVAL, Duration.ZERO);
    return configuration;
  }

  private static void addCheckpoints(Checkpoints checkpoints, Configuration configuration) {
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints.interval());
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, checkpoints.timeout());
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, checkpoints.minPause());
    configuration.set(
        CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, checkpoints.toleratedFailures());
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, checkpoints.unaligned());
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // A job that was cancelled by mistake can go on where it was.
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    checkpoints
        .directory()
        .ifPresent(
            directory -> {
              configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
              configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory));
            });
  }

  private static String uri(String directory) {
    return directory.startsWith("/") ? "file://" + directory : directory;
  }

  private static void addRestarts(Restarts restarts, Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        restarts.initialDelay());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, restarts.maxDelay());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER,
        restarts.multiplier());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        restarts.calmAfter());
  }

  private static Configuration replayOptions() {
    Configuration options = new Configuration();
    options.set(StateBackendOptions.STATE_BACKEND, StateBackend.HASHMAP.flinkName());
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Progress travels with the heartbeats.
    options.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    return options;
  }

  private static Configuration passThrough(RuntimeConfig config) {
    return Configuration.fromMap(config.flink().reveal());
  }
}
