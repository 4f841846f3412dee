package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How records of a structure are told from others: all of it must hold.
 *
 * @param exists paths that have a value other than null
 * @param absent paths that have none
 * @param equalTo paths and the value they have, as text
 * @param columns of a CSV file: names its header has
 */
public record Recognition(
    Set<List<String>> exists,
    Set<List<String>> absent,
    Map<List<String>, String> equalTo,
    Set<String> columns)
    implements Serializable {
  static final Recognition ANYTHING = new Recognition(Set.of(), Set.of(), Map.of(), Set.of());

  public Recognition {
    exists = Set.copyOf(exists);
    absent = Set.copyOf(absent);
    equalTo = Map.copyOf(equalTo);
    columns = Set.copyOf(columns);
  }

  /** Whether every record that the other recognises is recognised by this one too. */
  boolean covers(Recognition other) {
    return absent.stream().allMatch(other.absent::contains)
        && other.equalTo.entrySet().containsAll(equalTo.entrySet())
        && exists.stream()
            .allMatch(path -> other.exists.contains(path) || other.equalTo.containsKey(path))
        && other.columns.containsAll(columns);
  }
}
