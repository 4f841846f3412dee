package io.sluice.common.replay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a bounded pipeline in this JVM to its end and tells how far it is once a second. */
public final class Replay {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private Replay() {}

  /**
   * @return what was read in all
   * @throws Exception what made the pipeline fail, without Flink's wrapping where it can be had
   */
  public static ReplayProgress run(
      StreamExecutionEnvironment environment, String name, Consumer<ReplayProgress> listener)
      throws Exception {
    long start = System.nanoTime();
    JobClient job = environment.executeAsync(name);
    CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
    while (true) {
      try {
        JobExecutionResult ended = result.get(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return progress(ended.getAllAccumulatorResults(), start);
      } catch (TimeoutException running) {
        listener.accept(progress(accumulators(job), start));
      } catch (ExecutionException failed) {
        throw rootCause(failed);
      }
    }
  }

  /** A replay that has just ended no longer answers; the result follows at once. */
  private static Map<String, Object> accumulators(JobClient job) throws InterruptedException {
    try {
      return job.getAccumulators().get();
    } catch (ExecutionException | IllegalStateException ended) {
      return Map.of();
    }
  }

  private static ReplayProgress progress(Map<String, Object> accumulators, long start) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new ReplayProgress(
        (Long) accumulators.getOrDefault(CountProgress.RECORDS, 0L),
        (Long) accumulators.getOrDefault(CountProgress.EVENT_TIME, Long.MIN_VALUE),
        elapsed);
  }

  private static Exception rootCause(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof Exception exception ? exception : failure;
  }
}
