package io.sluice.playground.cluster;

import io.sluice.playground.part.FlinkRest;
import io.sluice.playground.part.PartException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Submits a job as an operator would and moves it between jars and parallelisms by savepoint.
 *
 * <p>When the new run does not come up, the old jar and arguments are started again from the same
 * savepoint, so that a bad upgrade is an interruption and not an outage.
 */
public final class JobControl {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private static final int STOP_ATTEMPTS = 4;
  private static final String PARTLY_FINISHED = "PartialFinishingNotSupportedByState";

  private final Path records;
  private final Consumer<String> progress;

  public JobControl(Path records, Consumer<String> progress) {
    this.records = records;
    this.progress = progress;
  }

  /** Uploads, runs and waits until every task runs. */
  public JobRecord submit(String name, URI rest, Path jar, List<String> arguments) {
    String jobId = start(new FlinkRest(rest), jar, arguments, Optional.empty());
    JobRecord record = new JobRecord(name, rest.toString(), jobId, jar.toString(), arguments);
    record.save(records);
    return record;
  }

  /** Stops, and starts the given jar with these settings on top from the savepoint. */
  public JobRecord restart(JobRecord old, Path jar, Map<String, String> settings, boolean drain) {
    FlinkRest rest = new FlinkRest(URI.create(old.rest()));
    String jobId = liveJob(rest, old).id();
    String savepoint = stop(rest, jobId, Optional.empty(), drain);
    progress.accept("stopped " + old.name() + " with savepoint " + savepoint);
    List<String> arguments = JobArguments.with(old.arguments(), settings);
    try {
      return save(
          old.startedAs(start(rest, jar, arguments, Optional.of(savepoint)), jar, arguments));
    } catch (PartException e) {
      progress.accept("the new run does not come up, going back to the old one");
      String back = start(rest, Path.of(old.jar()), old.arguments(), Optional.of(savepoint));
      save(old.startedAs(back, Path.of(old.jar()), old.arguments()));
      throw new PartException(
          old.name() + " runs as before, the new run failed: " + e.getMessage());
    }
  }

  /**
   * Stops with a savepoint and gives its path.
   *
   * <p>Flink refuses the savepoint of a stop, and restarts the job from its last checkpoint, when
   * it lost a race: a vertex with union state (pooled Kafka transactions have it) of which some
   * subtasks had already ended their data. Nothing is lost by that, so it is tried again.
   */
  public String stop(FlinkRest rest, String jobId, Optional<String> target, boolean drain) {
    for (int attempt = 1; ; attempt++) {
      try {
        return rest.stop(jobId, target, drain);
      } catch (PartException e) {
        if (attempt == STOP_ATTEMPTS || !e.getMessage().contains(PARTLY_FINISHED)) {
          throw e;
        }
        progress.accept("Flink could not stop the job in one go, trying again");
        rest.awaitRunning(jobId, START_LIMIT);
      }
    }
  }

  private JobRecord save(JobRecord record) {
    record.save(records);
    return record;
  }

  private String start(
      FlinkRest rest, Path jar, List<String> arguments, Optional<String> savepoint) {
    String jarId = rest.upload(jar);
    progress.accept("uploaded " + jar.getFileName());
    String jobId = rest.run(new FlinkRest.Run(jarId, arguments, Optional.empty(), savepoint));
    try {
      rest.awaitRunning(jobId, START_LIMIT);
    } catch (PartException e) {
      endQuietly(rest, jobId);
      throw e;
    }
    progress.accept("job " + jobId + " runs");
    return jobId;
  }

  private void endQuietly(FlinkRest rest, String jobId) {
    try {
      if (!List.of("FAILED", "CANCELED", "FINISHED").contains(rest.state(jobId))) {
        rest.cancel(jobId);
      }
    } catch (PartException e) {
      progress.accept("job " + jobId + " cannot be cancelled: " + e.getMessage());
    }
  }

  private static FlinkRest.Job liveJob(FlinkRest rest, JobRecord record) {
    return rest.findJob(record.jobId())
        .filter(job -> !job.isTerminal())
        .orElseThrow(() -> new PartException(record.name() + " does not run on " + record.rest()));
  }
}
