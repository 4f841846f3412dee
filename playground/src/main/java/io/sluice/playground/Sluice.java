package io.sluice.playground;

import io.sluice.dashboard.DashboardCommand;
import io.sluice.playground.command.BenchCommand;
import io.sluice.playground.command.CheckCommand;
import io.sluice.playground.command.DemoCommand;
import io.sluice.playground.command.OneLineErrors;
import io.sluice.playground.command.RedriveCommand;
import io.sluice.playground.command.ReplayCommand;
import io.sluice.playground.command.RescaleCommand;
import io.sluice.playground.command.RulesCommand;
import io.sluice.playground.command.SavepointCommand;
import io.sluice.playground.command.SourcesCommand;
import io.sluice.playground.command.SubmitCommand;
import io.sluice.playground.command.UpgradeCommand;
import io.sluice.playground.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 asked wrongly; an error is one line that names
 * the argument or the file.
 */
@Command(
    name = "sluice",
    description = "Live figures from streams: try it, replay files, look after running jobs.",
    mixinStandardHelpOptions = true,
    version = "1.0.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      RulesCommand.class,
      SimulateCommand.class,
      CheckCommand.class,
      RedriveCommand.class,
      DashboardCommand.class,
      SubmitCommand.class,
      SavepointCommand.class,
      UpgradeCommand.class,
      RescaleCommand.class,
      BenchCommand.class,
      SourcesCommand.class,
    })
public final class Sluice {
  private Sluice() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command, for tests too. */
  public static CommandLine commandLine() {
    OneLineErrors errors = new OneLineErrors();
    return new CommandLine(new Sluice())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
