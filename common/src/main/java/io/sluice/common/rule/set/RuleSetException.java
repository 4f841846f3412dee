package io.sluice.common.rule.set;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a document of rules; the message holds every problem with its place. */
public final class RuleSetException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_TOLD = 10;

  private final transient List<Problem> problems;

  /**
   * One mistake.
   *
   * @param line of the document, the first being 1
   * @param column within the line, the first being 1
   */
  public record Problem(int line, int column, String message) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + message;
    }
  }

  public RuleSetException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    String told =
        problems.stream().limit(MOST_TOLD).map(Problem::toString).collect(Collectors.joining("\n"));
    return problems.size() <= MOST_TOLD
        ? told
        : told + "\nand " + (problems.size() - MOST_TOLD) + " more";
  }
}
