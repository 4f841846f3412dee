package io.sluice.playground.command;

import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.PartException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same job on more or fewer slots, its state shared out anew. */
@Command(
    name = "rescale",
    description = "Stop a job with a savepoint and start it with another parallelism.",
    mixinStandardHelpOptions = true)
public final class RescaleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobTarget target;

  @Option(
      names = "--parallelism",
      required = true,
      paramLabel = "N",
      description = "Up to the job's max-parallelism and the cluster's slots.")
  private int parallelism;

  @Override
  public Integer call() {
    if (parallelism < 1) {
      throw new PartException("--parallelism must be at least 1, is " + parallelism);
    }
    JobRecord old = target.requireRecord();
    PrintWriter out = spec.commandLine().getOut();
    JobControl control = new JobControl(JobTarget.records(), Lines.to(out));
    Map<String, String> settings = Map.of("parallelism", Integer.toString(parallelism));
    JobRecord now = control.restart(old, Path.of(old.jar()), settings, false);
    out.println(now.name() + " runs with parallelism " + parallelism + ", job " + now.jobId());
    out.flush();
    return 0;
  }
}
