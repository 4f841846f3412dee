package io.sluice.playground.command;

import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.PartException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Another jar, or other settings, on the state of the running job. */
@Command(
    name = "upgrade",
    description =
        "Stop a job with a savepoint and start a new jar from it; back to the old one if it fails.",
    mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobTarget target;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The new fat jar; default: the one of the last submission, as it is now.")
  private Optional<Path> jar = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting to change; the others stay as submitted. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    JobRecord old = target.requireRecord();
    Path file = jar.orElseGet(() -> Path.of(old.jar())).toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new PartException("--jar: " + file + " is not there or cannot be read");
    }
    PrintWriter out = spec.commandLine().getOut();
    JobControl control = new JobControl(JobTarget.records(), Lines.to(out));
    JobRecord now = control.restart(old, file, settings, false);
    out.println(now.name() + " is upgraded, job " + now.jobId());
    out.flush();
    return 0;
  }
}
