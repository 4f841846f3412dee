package io.sluice.playground.command;

import io.sluice.common.config.Settings;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.file.LineReader;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.clean.CleaningRule;
import io.sluice.loganalytics.clean.DryRun;
import io.sluice.loganalytics.parse.ParseConfig;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a set of cleaning rules would do to the lines of a file; nothing is written. */
@Command(
    name = "try",
    description = "Dry run: what the rules would do to the lines of a log, rule by rule.",
    mixinStandardHelpOptions = true)
public final class RulesTryCommand implements Callable<Integer> {
  private static final long PROGRESS = 1_000_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The rules, YAML or JSON.")
  private Path file;

  @Option(
      names = "--access-logs",
      required = true,
      paramLabel = "FILE|DIR",
      description = "A log file, or a directory; rotated and gzipped ones too.")
  private Path accessLogs;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Log format: a name or an nginx log_format; recognised per line when absent.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of the job, such as parse.trusted-proxies; may be repeated.")
  private List<String> assignments = List.of();

  @Override
  public Integer call() throws Exception {
    RulesArgument rules = new RulesArgument(spec, file);
    RuleSet<CleaningRule> set = rules.read();
    rules.requireReadable("--access-logs", accessLogs);
    Consumer<String> lines = Lines.to(spec.commandLine().getOut());
    DryRun run = new DryRun(set, parse());
    for (Path log : logs()) {
      read(log, run, lines);
    }
    new DryRunText(set, run).lines().forEach(lines);
    return 0;
  }

  private ParseConfig parse() {
    List<String> all = new ArrayList<>();
    format.ifPresent(name -> all.add("parse.format=" + name));
    all.addAll(assignments);
    Settings settings =
        Settings.loader(LogAnalyticsReplay.settings())
            .environment(System.getenv())
            .assignments(all)
            .load();
    return LogAnalyticsConfig.forReplay(settings).parse();
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(accessLogs)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void read(Path log, DryRun run, Consumer<String> progress) throws IOException {
    String name = log.getFileName().toString();
    try (LineReader reader = new LineReader(log, 0)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        run.line(new RawRecord(line, name, 0, reader.lineStart(), RawRecord.NO_ARRIVAL));
        if (run.lines() % PROGRESS == 0) {
          progress.accept(String.format(Locale.ROOT, "%,d lines, in %s", run.lines(), name));
        }
      }
    }
  }
}
