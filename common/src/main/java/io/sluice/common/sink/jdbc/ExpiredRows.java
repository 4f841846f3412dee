package io.sluice.common.sink.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells rows that the retention would delete as soon as they are written, as a backlog or a history
 * brings them by the million. They are counted as retired and not written.
 */
final class ExpiredRows {
  /** A rule as positions in a row. */
  private record Bound(int time, int only, String value, long keepMillis) {
    boolean covers(Object[] row, long now) {
      return (only < 0 || value.equals(row[only]))
          && row[time] instanceof Instant at
          && at.toEpochMilli() < now - keepMillis;
    }
  }

  private final List<Bound> bounds = new ArrayList<>();
  private final LongSupplier clock;

  ExpiredRows(JdbcTable table, List<RetentionRule> rules, LongSupplier clock) {
    this.clock = clock;
    List<String> columns = table.columns().stream().map(JdbcTable.Column::name).toList();
    for (RetentionRule rule : rules) {
      int time = columns.indexOf(rule.timeColumn());
      int only = rule.onlyColumn() == null ? -1 : columns.indexOf(rule.onlyColumn());
      // A rule about columns that the rows leave to the database says nothing of them yet.
      if (time >= 0 && (rule.onlyColumn() == null || only >= 0)) {
        bounds.add(new Bound(time, only, rule.onlyValue(), rule.keep().toMillis()));
      }
    }
  }

  boolean contain(Object[] row) {
    if (bounds.isEmpty()) {
      return false;
    }
    long now = clock.getAsLong();
    for (Bound bound : bounds) {
      if (bound.covers(row, now)) {
        return true;
      }
    }
    return false;
  }
}
