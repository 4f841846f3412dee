package io.sluice.playground.command;

import io.sluice.common.config.SettingsException;
import io.sluice.common.dictionary.DictionaryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line what is wrong, or one per wrong setting or dictionary entry; the stack trace
 * goes to the log file.
 */
public final class OneLineErrors
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + firstLine(problem) + " (see " + name + " --help)");
    return 2;
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    LOG.error("{} failed", command.getCommandName(), problem);
    String name = command.getCommandSpec().qualifiedName();
    String[] told =
        problem instanceof SettingsException || problem instanceof DictionaryException
            ? problem.getMessage().split("\n")
            : new String[] {firstLine(problem)};
    for (String line : told) {
      command.getErr().println(name + ": " + line);
    }
    return 1;
  }

  private static String firstLine(Throwable problem) {
    String message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return problem.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElseThrow();
  }
}
