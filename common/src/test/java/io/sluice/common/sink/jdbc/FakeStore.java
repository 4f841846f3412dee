package io.sluice.common.sink.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table in memory that guards versions, goes away on request and refuses chosen keys. */
final class FakeStore implements RowStore {
  final Map<List<Object>, TableRow> rows = new HashMap<>();
  final Set<Object> refusedKeys = new HashSet<>();
  final List<Integer> batches = new ArrayList<>();
  final List<Integer> toRetire = new ArrayList<>();
  final List<String> retired = new ArrayList<>();
  String fault;
  int calls;

  @Override
  public int upsert(List<TableRow> batch) throws SQLException {
    calls++;
    failIfAway();
    for (TableRow row : batch) {
      if (refusedKeys.contains(row.key().get(0))) {
        throw new SQLException("value out of range", "22003");
      }
    }
    batches.add(batch.size());
    int refused = 0;
    for (TableRow row : batch) {
      TableRow stored = rows.get(row.key());
      if (stored == null || row.replaces(stored)) {
        rows.put(row.key(), row);
      } else {
        refused++;
      }
    }
    return refused;
  }

  @Override
  public int retire(RetentionRule rule, Instant before, int limit) throws SQLException {
    failIfAway();
    retired.add(rule.onlyValue() + " before " + before);
    return toRetire.isEmpty() ? 0 : Math.min(limit, toRetire.remove(0));
  }

  @Override
  public void close() {}

  private void failIfAway() throws SQLException {
    if (fault != null) {
      throw new SQLException("told to fail", fault);
    }
  }
}
