package io.sluice.benchmarks.minute;

import java.util.ArrayList;
import java.util.List;

/** Cells by key: an open-addressing table, at most half full, that allocates per cell only. */
final class CellTable {
  private Cell[] slots = new Cell[1 << 10];
  private final List<Cell> cells = new ArrayList<>();
  private Cell last = new Cell(Long.MIN_VALUE);

  /** The cell of the key, made if there is none. */
  Cell get(long key) {
    if (last.key == key) {
      return last;
    }
    int slot = find(slots, key);
    if (slots[slot] == null) {
      slots[slot] = new Cell(key);
      cells.add(slots[slot]);
      last = slots[slot];
      if (cells.size() * 2 > slots.length) {
        grow();
      }
      return last;
    }
    last = slots[slot];
    return last;
  }

  void put(Cell cell) {
    slots[find(slots, cell.key)] = cell;
    cells.add(cell);
    if (cells.size() * 2 > slots.length) {
      grow();
    }
  }

  /** In order of first appearance. */
  List<Cell> cells() {
    return cells;
  }

  private void grow() {
    Cell[] larger = new Cell[slots.length * 2];
    for (Cell cell : cells) {
      larger[find(larger, cell.key)] = cell;
    }
    slots = larger;
  }

  private static int find(Cell[] table, long key) {
    int mask = table.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (table[slot] != null && table[slot].key != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
