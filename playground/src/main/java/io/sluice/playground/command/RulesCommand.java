package io.sluice.playground.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Cleaning rules: tried over a file, and published to a running job. */
@Command(
    name = "rules",
    description = "Try cleaning rules over a file, or publish them to a running job.",
    mixinStandardHelpOptions = true,
    subcommands = {RulesTryCommand.class, RulesPublishCommand.class})
public final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do with the rules: try or publish");
  }
}
