package io.sluice.playground.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Access logs from files through the pipeline of log analytics, into one file per output. */
@Command(
    name = "log-analytics",
    description = "Access logs from files to requests, traffic, late lines and rejects.",
    mixinStandardHelpOptions = true)
public final class LogAnalyticsReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--access-logs",
      required = true,
      paramLabel = "FILE|DIR",
      description = "A log file, or a directory read oldest first; rotated and gzipped ones too.")
  private Path accessLogs;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Log format: a name or an nginx log_format; recognised per line when absent.")
  private Optional<String> format = Optional.empty();

  @Option(names = "--geoip", paramLabel = "FILE.mmdb", description = "GeoIP2-City database.")
  private Optional<Path> geoip = Optional.empty();

  @Option(names = "--asn", paramLabel = "FILE.mmdb", description = "GeoLite2-ASN database.")
  private Optional<Path> asn = Optional.empty();

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
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() {
    require("--access-logs", accessLogs);
    geoip.ifPresent(file -> require("--geoip", file));
    asn.ifPresent(file -> require("--asn", file));
    configs.forEach(file -> require("--config", file));
    throw new CommandLine.ParameterException(
        spec.commandLine(), "this build has no replay of log analytics for " + out + " yet");
  }

  private void require(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + ": " + file + " is not there or cannot be read");
    }
  }

  /** The options that are settings of the job, beside those given with --set, which win. */
  Map<String, String> asSettings() {
    Map<String, String> all = new LinkedHashMap<>();
    format.ifPresent(name -> all.put("parse.format", name));
    geoip.ifPresent(file -> all.put("geo.city-file", file.toAbsolutePath().toString()));
    asn.ifPresent(file -> all.put("geo.asn-file", file.toAbsolutePath().toString()));
    all.putAll(settings);
    return all;
  }
}
