package io.sluice.playground.simulate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice simulate …}: the simulators of the suite as one command. */
@Command(
    name = "simulate",
    description = "Makes up realistic input, to a file or to Kafka.",
    mixinStandardHelpOptions = true,
    subcommands = {SimulateAccessLogs.class, SimulateDevices.class})
public final class SimulateCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to simulate: access-logs or devices");
  }
}
