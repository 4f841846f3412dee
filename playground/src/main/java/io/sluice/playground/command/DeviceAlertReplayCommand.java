package io.sluice.playground.command;

import io.sluice.common.config.Settings;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Device events from files through the pipeline of device alerts, into one file per output. */
@Command(
    name = "device-alert",
    description = "Device events from files to alerts and dispatches: what would these rules do?",
    mixinStandardHelpOptions = true)
public final class DeviceAlertReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "Device events, one JSON object a line; gzipped ones too. A directory is read"
              + " oldest first.")
  private Path events;

  @Option(
      names = "--rules",
      paramLabel = "FILE.yaml",
      description = "The rules to try. Without them nothing is raised.")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--work-orders",
      paramLabel = "FILE",
      description = "How far the work on alerts came, by which a dispatch is taken back or not.")
  private Optional<Path> workOrders = Optional.empty();

  @Option(
      names = "--devices",
      paramLabel = "FILE",
      description = "What is configured about devices and levels, one JSON object a line.")
  private Optional<Path> devices = Optional.empty();

  @Option(
      names = "--actions",
      paramLabel = "FILE",
      description = "What operators acknowledged and shelved.")
  private Optional<Path> actions = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the outputs go, one JSON object a line.")
  private Path out;

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "Settings of the job; may be repeated, later files win.")
  private List<Path> configs = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of the job; may be repeated.")
  private List<String> assignments = List.of();

  @Override
  public Integer call() throws Exception {
    require("--events", events);
    requireOutside();
    rules.ifPresent(file -> require("--rules", file));
    workOrders.ifPresent(file -> require("--work-orders", file));
    devices.ifPresent(file -> require("--devices", file));
    actions.ifPresent(file -> require("--actions", file));
    configs.forEach(file -> require("--config", file));
    Settings settings =
        Settings.loader(DeviceAlertReplay.settings())
            .files(configs)
            .environment(System.getenv())
            .assignments(allAssignments())
            .load();
    Consumer<String> progress = Lines.to(spec.commandLine().getOut());
    DeviceAlertReplay.Inputs inputs =
        new DeviceAlertReplay.Inputs(
            events.toAbsolutePath(),
            workOrders.map(Path::toAbsolutePath),
            actions.map(Path::toAbsolutePath));
    DeviceAlertReplay replay = new DeviceAlertReplay(inputs, out.toAbsolutePath(), settings);
    ReplayProgress done = replay.run(reached -> progress.accept(ProgressLine.of(reached)));
    progress.accept(ProgressLine.of(done) + ", done; the outputs are in " + out);
    AlertsPerRule.of(out).lines().forEach(progress);
    return 0;
  }

  private void require(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + ": " + file + " is not there or cannot be read");
    }
  }

  /** The outputs would be read as events, and grow as they are read. */
  private void requireOutside() {
    Path input = events.toAbsolutePath().normalize();
    if (Files.isDirectory(input) && out.toAbsolutePath().normalize().startsWith(input)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--out: " + out + " lies inside --events, its files would be read; choose another");
    }
  }

  /** The options that are settings of the job come first: what is given with --set wins. */
  private List<String> allAssignments() {
    List<String> all = new ArrayList<>();
    rules.ifPresent(file -> all.add("rules.file=" + file.toAbsolutePath()));
    devices.ifPresent(file -> all.add("devices.file=" + file.toAbsolutePath()));
    all.addAll(assignments);
    return all;
  }
}
