package io.sluice.common.state;

import java.util.ArrayList;

/** The rows that differ from the keyed state, in no particular order. */
final class DirtyRows<K> {
  static final int CLEAN = -1;

  private final ArrayList<Row<K>> rows = new ArrayList<>();

  int size() {
    return rows.size();
  }

  Row<K> at(int place) {
    return rows.get(place);
  }

  void add(Row<K> row) {
    if (!row.dirty()) {
      row.dirtyPlace = rows.size();
      rows.add(row);
    }
  }

  /** Takes a row out; the last one moves to its place. */
  void remove(Row<K> row) {
    if (row.dirty()) {
      Row<K> last = rows.remove(rows.size() - 1);
      if (last != row) {
        rows.set(row.dirtyPlace, last);
        last.dirtyPlace = row.dirtyPlace;
      }
      row.dirtyPlace = CLEAN;
    }
  }
}
