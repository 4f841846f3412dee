package io.sluice.common.sink.jdbc;

import java.util.List;

/**
 * A row as it will be stored.
 *
 * @param values one per column, null where unknown
 * @param key the values of the primary key
 */
record TableRow(List<Object> values, List<Object> key, long generation, long merged) {

  /** Whether this row may take the place of the other, by version. */
  boolean replaces(TableRow other) {
    return generation != other.generation ? generation > other.generation : merged >= other.merged;
  }
}
