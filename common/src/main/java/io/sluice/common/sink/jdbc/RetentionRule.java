package io.sluice.common.sink.jdbc;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * Which rows of a table go after how long.
 *
 * @param timeColumn what a row's age is measured by
 * @param keep rows whose time lies further back than this are deleted
 * @param onlyColumn column that must hold {@code onlyValue}; null where all rows are meant
 */
public record RetentionRule(
    String table, String timeColumn, Duration keep, String onlyColumn, String onlyValue)
    implements Serializable {

  public RetentionRule {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(timeColumn, "timeColumn");
    if (keep.isNegative() || keep.isZero()) {
      throw new IllegalArgumentException("Rows of " + table + " are kept for " + keep);
    }
  }

  public static RetentionRule of(String table, String timeColumn, Duration keep) {
    return new RetentionRule(table, timeColumn, keep, null, null);
  }

  /** The same for the rows alone whose column holds the value, such as one granularity. */
  public RetentionRule where(String column, String value) {
    return new RetentionRule(table, timeColumn, keep, column, value);
  }
}
