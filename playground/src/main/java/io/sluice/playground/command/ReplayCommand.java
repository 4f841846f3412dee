package io.sluice.playground.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the replays; each job has its own. */
@Command(
    name = "replay",
    description = "Run a job's very pipeline over files: the back-test and the backfill.",
    mixinStandardHelpOptions = true,
    subcommands = {LogAnalyticsReplayCommand.class, DeviceAlertReplayCommand.class})
public final class ReplayCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name what to replay: log-analytics or device-alert");
  }
}
