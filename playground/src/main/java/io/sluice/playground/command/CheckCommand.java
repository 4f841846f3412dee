package io.sluice.playground.command;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.loganalytics.quality.check.CheckReport;
import io.sluice.loganalytics.quality.check.CheckReport.RuleVerdict;
import io.sluice.loganalytics.quality.check.QualityCheck;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Quality rules over archived files; exit code 0 in order, 1 violated, 2 asked wrongly. */
@Command(
    name = "check",
    description = "Judge archived files by quality rules, with the code that judges live.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every rule is in order", "1:a rule is violated", "2:asked wrongly"},
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
  private static final int EPISODES_SHOWN = 5;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Input input;

  /** One of the two. */
  static final class Input {
    @Option(
        names = "--access-logs",
        paramLabel = "FILE|DIR",
        description = "Access logs; a directory is read oldest first, rotated and gzipped too.")
    private Path accessLogs;

    @Option(
        names = "--requests",
        paramLabel = "FILE.jsonl",
        description = "Requests that the job or a replay wrote.")
    private Path requests;
  }

  @Option(
      names = "--rules",
      paramLabel = "FILE.yaml",
      description = "Quality rules; those shipped with the job when absent.")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Log format: a name or an nginx log_format; recognised per line when absent.")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where quality.jsonl and judgements.jsonl go; nowhere when absent.")
  private Optional<Path> out = Optional.empty();

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
    requireReadable();
    Path folder = out.isPresent() ? out.get() : Files.createTempDirectory("sluice-check");
    try {
      return check(folder.toAbsolutePath());
    } finally {
      if (out.isEmpty()) {
        delete(folder);
      }
    }
  }

  private int check(Path folder) throws Exception {
    QualityCheck check;
    try {
      Settings settings =
          Settings.loader(LogAnalyticsReplay.settings())
              .files(configs)
              .environment(System.getenv())
              .assignments(allAssignments())
              .load();
      check =
          input.requests == null
              ? QualityCheck.ofAccessLogs(input.accessLogs.toAbsolutePath(), folder, settings)
              : QualityCheck.ofRequests(input.requests.toAbsolutePath(), folder, settings);
    } catch (SettingsException wrong) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), wrong.problems().get(0).toString(), wrong);
    }
    Consumer<String> progress = Lines.to(spec.commandLine().getOut());
    CheckReport report = check.run(reached -> progress.accept(ProgressLine.of(reached)));
    progress.accept(ProgressLine.of(report.read()) + ", done");
    report.rules().forEach(verdict -> tell(verdict, progress));
    return report.inOrder() ? 0 : 1;
  }

  private static void tell(RuleVerdict verdict, Consumer<String> progress) {
    progress.accept(
        String.format(
            Locale.ROOT, "%-8s %-24s %s", word(verdict), verdict.rule().id(), text(verdict)));
    List<String> episodes = verdict.episodes();
    episodes.stream().limit(EPISODES_SHOWN).forEach(each -> progress.accept("           " + each));
    if (episodes.size() > EPISODES_SHOWN) {
      progress.accept("           and " + (episodes.size() - EPISODES_SHOWN) + " more");
    }
  }

  private static String word(RuleVerdict verdict) {
    if (!verdict.inOrder()) {
      return "VIOLATED";
    }
    return verdict.judged() == 0 ? "unjudged" : "ok";
  }

  private static String text(RuleVerdict verdict) {
    if (verdict.judged() == 0) {
      return verdict.whyUnjudged();
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d windows in violation, %,d episodes",
        verdict.violated(),
        verdict.judged(),
        verdict.episodes().size());
  }

  private void requireReadable() {
    if (input.requests == null) {
      require("--access-logs", input.accessLogs);
    } else {
      require("--requests", input.requests);
    }
    rules.ifPresent(file -> require("--rules", file));
    configs.forEach(file -> require("--config", file));
    out.ifPresent(this::requireOutside);
  }

  private void require(String option, Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + ": " + file + " is not there or cannot be read");
    }
  }

  /** The outputs would be read as input, and grow as they are read. */
  private void requireOutside(Path folder) {
    Path read = (input.requests == null ? input.accessLogs : input.requests).toAbsolutePath();
    if (Files.isDirectory(read)
        && folder.toAbsolutePath().normalize().startsWith(read.normalize())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--out: " + folder + " lies inside the input; choose another");
    }
  }

  private List<String> allAssignments() {
    List<String> all = new ArrayList<>();
    format.ifPresent(name -> all.add("parse.format=" + name));
    rules.ifPresent(file -> all.add("quality.rules-file=" + file.toAbsolutePath()));
    all.addAll(assignments);
    return all;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
