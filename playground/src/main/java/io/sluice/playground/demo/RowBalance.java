package io.sluice.playground.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares the rows of a table with what must have one: the messages found, and those owed. */
final class RowBalance {
  private final String name;
  private final Set<String> expected;
  private final Set<String> rows;

  /**
   * @param rows by their primary key
   */
  RowBalance(String name, Set<String> expected, Set<String> rows) {
    this.name = name;
    this.expected = expected;
    this.rows = rows;
  }

  boolean isComplete() {
    return rows.containsAll(expected);
  }

  Stage stage() {
    Set<String> lost = new HashSet<>(expected);
    lost.removeAll(rows);
    Set<String> strange = new HashSet<>(rows);
    strange.removeAll(expected);
    List<String> problems = lost.stream().sorted().limit(3).map(key -> "no row " + key).toList();
    return new Stage(
        name,
        expected.size(),
        rows.size(),
        rows.size(),
        0,
        lost.size(),
        strange.size(),
        null,
        problems);
  }
}
