package io.sluice.common.sink.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that wait for the database, one per primary key: of several versions the last is kept, so an
 * outage costs one row per key and not one per change. The oldest key comes first.
 */
final class RowBuffer {
  private final Map<List<Object>, TableRow> rows = new LinkedHashMap<>();

  /** Whether the row met another version of itself. */
  boolean add(TableRow row) {
    TableRow other = rows.get(row.key());
    if (other == null || row.replaces(other)) {
      rows.put(row.key(), row);
    }
    return other != null;
  }

  /** The first rows, still in the buffer. */
  List<TableRow> head(int limit) {
    List<TableRow> head = new ArrayList<>(Math.min(limit, rows.size()));
    for (TableRow row : rows.values()) {
      if (head.size() == limit) {
        break;
      }
      head.add(row);
    }
    return head;
  }

  void remove(List<TableRow> done) {
    done.forEach(row -> rows.remove(row.key()));
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
