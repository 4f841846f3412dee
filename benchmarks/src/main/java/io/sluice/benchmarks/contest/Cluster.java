package io.sluice.benchmarks.contest;

import io.sluice.common.config.PassThrough;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.RuntimeConfig;
import io.sluice.common.runtime.RuntimeConfig.Checkpoints;
import io.sluice.common.runtime.RuntimeConfig.Restarts;
import io.sluice.common.runtime.StateBackend;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster in this process with two slots, and environments with the settings of the jobs:
 * RocksDB, incremental checkpoints, parallelism 2.
 *
 * <p>It is up before a round begins; a round is timed from the submission of the job to its end.
 */
public final class Cluster implements AutoCloseable {
  /** As many as the goals are stated for. */
  public static final int PARALLELISM = 2;

  private static final long POLL_MILLIS = 100;

  private final MiniCluster cluster;

  public Cluster() {
    this(512, 64);
  }

  private Cluster(int managedMebibytes, int networkMebibytes) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    // While others have their turn on a busy machine, nobody takes this one for dead.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofHours(1));
    // Or, five minutes after the start, a job is refused while the slots of the last one are freed.
    configuration.set(
        ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME, Duration.ofDays(1));
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMebibytes));
    MemorySize network = MemorySize.ofMebiBytes(networkMebibytes);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster does not start", e);
    }
  }

  /** For jobs of hundreds of operators with state each, as SQL makes them. */
  public static Cluster roomy() {
    return new Cluster(1_024, 512);
  }

  /** With {@code checkpoint} milliseconds between checkpoints, none if 0. */
  public StreamExecutionEnvironment environment(Task task) {
    long interval = task.number("checkpoint");
    RuntimeConfig config =
        new RuntimeConfig(
            Optional.of(PARALLELISM),
            720,
            StateBackend.ROCKSDB,
            Duration.ofMillis(200),
            0,
            new Checkpoints(
                Duration.ofMillis(Math.max(1, interval)),
                Duration.ofMinutes(10),
                Duration.ZERO,
                0,
                false,
                Optional.of(task.path("checkpoints").toAbsolutePath().toString())),
            new Restarts(Duration.ofSeconds(1), Duration.ofMinutes(1), 2, Duration.ofMinutes(10)),
            PassThrough.of(Map.of("restart-strategy.type", "none")));
    Configuration configuration = JobEnvironment.configuration(config);
    if (interval == 0) {
      configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
  }

  /** Runs the job to its end. */
  public Round run(StreamExecutionEnvironment environment, Task task) throws Exception {
    Stopwatch watch = Stopwatch.start();
    JobID job = submit(environment);
    requireSuccess(cluster.requestJobResult(job).get());
    return watch.stop(task.number("lines"), 0).withCheckpoints(checkpoints(job));
  }

  /**
   * Runs the job to its end, timed from when its last task was up to when all was through: for
   * contenders whose deployment takes longer than their work, as that of hundreds of joins does.
   * CPU is that of the whole.
   *
   * @param ended asked when the job is over: when all was through, epoch milliseconds
   */
  public Round runOnceUp(StreamExecutionEnvironment environment, Task task, Callable<Long> ended)
      throws Exception {
    Stopwatch watch = Stopwatch.start();
    JobID job = submit(environment);
    requireSuccess(cluster.requestJobResult(job).get());
    Round whole = watch.stop(task.number("lines"), 0).withCheckpoints(checkpoints(job));
    long up = 0;
    for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      up = Math.max(up, vertex.getStateTimestamp(ExecutionState.RUNNING));
    }
    // Some tasks may have nothing left to do before others are up.
    long wall = Math.max(1, ended.call() - up);
    return whole.lasting(TimeUnit.MILLISECONDS.toNanos(wall));
  }

  /** Runs the job until the condition holds, then cancels it; a job that fails before is told. */
  public Round runUntil(
      StreamExecutionEnvironment environment, Task task, BooleanSupplier condition)
      throws Exception {
    Stopwatch watch = Stopwatch.start();
    JobID job = submit(environment);
    CompletableFuture<JobResult> result = cluster.requestJobResult(job);
    while (!condition.getAsBoolean()) {
      try {
        requireSuccess(result.get(POLL_MILLIS, TimeUnit.MILLISECONDS));
        throw new IllegalStateException("the job has ended before it was to");
      } catch (TimeoutException stillRunning) {
        // As it should.
      }
    }
    Round round = watch.stop(task.number("lines"), 0).withCheckpoints(checkpoints(job));
    cluster.cancelJob(job).get();
    result.get();
    return round;
  }

  private JobID submit(StreamExecutionEnvironment environment) throws Exception {
    StreamGraph graph = environment.getStreamGraph();
    JobID job = new JobID();
    graph.setJobId(job);
    cluster.submitJob(graph).get();
    return job;
  }

  private void requireSuccess(JobResult result) throws Exception {
    result.toJobExecutionResult(getClass().getClassLoader());
  }

  private long checkpoints(JobID job) throws Exception {
    var statistics = cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    return statistics == null ? 0 : statistics.getCounts().getNumberOfCompletedCheckpoints();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
