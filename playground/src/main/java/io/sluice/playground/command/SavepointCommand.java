package io.sluice.playground.command;

import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.FlinkRest;
import io.sluice.playground.part.PartException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a savepoint of a running job, and stops it where asked. */
@Command(
    name = "savepoint",
    description = "Write a savepoint of a running job; its path is the last line printed.",
    mixinStandardHelpOptions = true)
public final class SavepointCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobTarget target;

  @Option(
      names = "--target",
      paramLabel = "DIR",
      description = "Where to, as the cluster sees it; default: the cluster's own directory.")
  private Optional<String> directory = Optional.empty();

  @Option(names = "--stop", description = "Stop the job with the savepoint.")
  private boolean stop;

  @Option(
      names = "--drain",
      description =
          "With --stop: let time run out first, so that every window, hold and timer fires."
              + " For a job that shall not come back.")
  private boolean drain;

  @Override
  public Integer call() {
    if (drain && !stop) {
      throw new PartException("--drain ends the job: it needs --stop");
    }
    FlinkRest rest = new FlinkRest(target.rest());
    String name = target.record().map(JobRecord::jobId).orElse(target.job());
    FlinkRest.Job job =
        rest.findJob(name)
            .filter(found -> !found.isTerminal())
            .orElseThrow(
                () -> new PartException(target.job() + " does not run on " + target.rest()));
    PrintWriter out = spec.commandLine().getOut();
    out.println((stop ? "stopping " : "saving ") + job.name() + " (" + job.id() + ")");
    out.flush();
    String path =
        stop
            ? new JobControl(JobTarget.records(), Lines.to(out))
                .stop(rest, job.id(), directory, drain)
            : rest.savepoint(job.id(), directory);
    out.println(path);
    out.flush();
    return 0;
  }
}
