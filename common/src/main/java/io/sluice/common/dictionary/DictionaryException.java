package io.sluice.common.dictionary;

import java.util.List;

/** What is wrong with a dictionary file: one line each, with file, line, source and field. */
public final class DictionaryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  DictionaryException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
