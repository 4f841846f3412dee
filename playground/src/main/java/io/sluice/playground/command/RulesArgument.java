package io.sluice.playground.command;

import io.sluice.common.rule.set.RuleSet;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.loganalytics.clean.CleanConfig;
import io.sluice.loganalytics.clean.CleaningRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file of cleaning rules that was named on the command line. */
final class RulesArgument {
  private final CommandSpec spec;
  private final Path file;

  RulesArgument(CommandSpec spec, Path file) {
    this.spec = spec;
    this.file = file;
  }

  String document() throws IOException {
    requireReadable("FILE", file);
    return Files.readString(file);
  }

  /** Checked; every mistake of a bad set is told, a line each. */
  RuleSet<CleaningRule> read() throws IOException {
    try {
      return CleanConfig.reader().read(document());
    } catch (RuleSetException wrong) {
      List<RuleSetException.Problem> problems = wrong.problems();
      problems.stream()
          .limit(problems.size() - 1L)
          .forEach(problem -> spec.commandLine().getErr().println(file + ": " + problem));
      // Without its cause, which would be told in its place.
      throw new ExecutionException(
          spec.commandLine(), file + ": " + problems.get(problems.size() - 1));
    }
  }

  void requireReadable(String argument, Path path) {
    if (!Files.isReadable(path)) {
      throw new ParameterException(
          spec.commandLine(), argument + ": " + path + " is not there or cannot be read");
    }
  }
}
