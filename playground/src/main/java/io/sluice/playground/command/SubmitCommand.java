package io.sluice.playground.command;

import io.sluice.playground.cluster.JobArguments;
import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.SluiceHome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A fat jar onto a running cluster, remembered for savepoint, upgrade and rescale. */
@Command(
    name = "submit",
    description = "Upload a job's fat jar to a running cluster and start it.",
    mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobTarget target;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The fat jar; default: this checkout's JOB-job.")
  private Optional<Path> jar = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "Settings, a file as the JobManager sees it; may be repeated.")
  private List<String> configs = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of the job; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Path file = jar.orElseGet(() -> SluiceHome.find().fatJar(target.job() + "-job"));
    if (!Files.isReadable(file)) {
      throw new PartException("--jar: " + file + " is not there or cannot be read");
    }
    PrintWriter out = spec.commandLine().getOut();
    JobRecord started =
        new JobControl(JobTarget.records(), Lines.to(out))
            .submit(
                target.job(),
                target.rest(),
                file.toAbsolutePath(),
                JobArguments.of(configs, settings));
    out.println(started.name() + " runs, job " + started.jobId());
    out.flush();
    return 0;
  }
}
