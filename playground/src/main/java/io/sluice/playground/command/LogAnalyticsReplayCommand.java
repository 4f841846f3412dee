package io.sluice.playground.command;

import io.sluice.common.config.Settings;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.io.IOException;
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

/** Access logs and app events through the pipeline of log analytics, into one file per output. */
@Command(
    name = "log-analytics",
    description =
        "Access logs from files to requests, traffic, late lines and rejects; app events to clean"
            + " searches and orders and to NDCG. One of the two is needed.",
    mixinStandardHelpOptions = true)
public final class LogAnalyticsReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--access-logs",
      paramLabel = "FILE|DIR",
      description = "A log file, or a directory read oldest first; rotated and gzipped ones too.")
  private Optional<Path> accessLogs = Optional.empty();

  @Option(
      names = "--app-events",
      paramLabel = "FILE|DIR",
      description = "Searches, clicks and orders, one JSON object a line; files as above.")
  private Optional<Path> appEvents = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Log format: names with commas between them, or an nginx log_format or Apache LogFormat;"
              + " recognised per line when absent.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--geoip",
      paramLabel = "FILE.mmdb",
      description = "GeoLite2-City, GeoIP2-City or a file of that schema.")
  private Optional<Path> geoip = Optional.empty();

  @Option(names = "--asn", paramLabel = "FILE.mmdb", description = "GeoLite2-ASN database.")
  private Optional<Path> asn = Optional.empty();

  @Option(
      names = "--customers",
      paramLabel = "FILE.csv|yaml",
      description = "Customers by key: CSV with a header key,name,tier, or YAML.")
  private Optional<Path> customers = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Cleaning rules, YAML or JSON, that act from the first line on.")
  private Optional<Path> rules = Optional.empty();

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
    if (accessLogs.isEmpty() && appEvents.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "nothing to read: give --access-logs or --app-events, or both");
    }
    accessLogs.ifPresent(input -> requireInput("--access-logs", input));
    appEvents.ifPresent(input -> requireInput("--app-events", input));
    geoip.ifPresent(file -> require("--geoip", file));
    asn.ifPresent(file -> require("--asn", file));
    customers.ifPresent(file -> require("--customers", file));
    rules.ifPresent(file -> require("--rules", file));
    requireGeoFiles();
    configs.forEach(file -> require("--config", file));
    Settings settings =
        Settings.loader(LogAnalyticsReplay.settings())
            .files(configs)
            .environment(System.getenv())
            .assignments(allAssignments())
            .load();
    Consumer<String> progress = Lines.to(spec.commandLine().getOut());
    LogAnalyticsReplay replay =
        new LogAnalyticsReplay(
            new LogAnalyticsReplay.Inputs(absolute(accessLogs), absolute(appEvents)),
            out.toAbsolutePath(),
            settings);
    ReplayProgress done = replay.run(reached -> progress.accept(ProgressLine.of(reached)));
    progress.accept(ProgressLine.of(done) + ", done; the outputs are in " + out);
    ReplaySummary.of(out).text().lines().forEach(progress);
    return 0;
  }

  private void require(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + ": " + file + " is not there or cannot be read");
    }
  }

  /** A job goes on without a file that it cannot open; whoever names one here wants it read. */
  private void requireGeoFiles() throws IOException {
    if (geoip.isPresent()) {
      requireOpen("--geoip", MaxMindGeoLookup.open(geoip.get(), null));
    }
    if (asn.isPresent()) {
      requireOpen("--asn", MaxMindGeoLookup.open(null, asn.get()));
    }
  }

  private void requireOpen(String option, MaxMindGeoLookup opened) throws IOException {
    try (opened) {
      if (!opened.unavailable().isEmpty()) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), option + ": " + opened.unavailable().get(0));
      }
    }
  }

  /** Outputs inside the input would be read as input, and grow as they are read. */
  private void requireInput(String option, Path input) {
    require(option, input);
    Path folder = input.toAbsolutePath().normalize();
    if (Files.isDirectory(folder) && out.toAbsolutePath().normalize().startsWith(folder)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--out: "
              + out
              + " lies inside "
              + option
              + ", its files would be read as input; choose another");
    }
  }

  private static Path absolute(Optional<Path> input) {
    return input.map(Path::toAbsolutePath).orElse(null);
  }

  /** The options that are settings of the job come first: what is given with --set wins. */
  private List<String> allAssignments() {
    List<String> all = new ArrayList<>();
    format.ifPresent(name -> all.add("parse.format=" + name));
    geoip.ifPresent(file -> all.add("geo.city-file=" + file.toAbsolutePath()));
    asn.ifPresent(file -> all.add("geo.asn-file=" + file.toAbsolutePath()));
    customers.ifPresent(file -> all.add("lookup.customers.file=" + file.toAbsolutePath()));
    rules.ifPresent(file -> all.add("clean.rules-file=" + file.toAbsolutePath()));
    all.addAll(assignments);
    return all;
  }
}
