package io.sluice.benchmarks.minute;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Cells by key: an open-addressing table, at most half full, that allocates per cell only. */
final class CellTable {
  private static final int FIRST_SLOTS = 16;

  private Cell[] slots = new Cell[FIRST_SLOTS];
  private final List<Cell> cells = new ArrayList<>();
  private Cell last = new Cell(Long.MIN_VALUE);

  /** Whether it has changed since it was last written to state, and whether it lies there. */
  boolean dirty;

  boolean saved;

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

  /** Writes the cells of a table for state. */
  static final class Serializer extends HandWrittenSerializer<CellTable> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;

    private Serializer() {
      super(CellTable.class);
    }

    @Override
    public CellTable createInstance() {
      return new CellTable();
    }

    @Override
    public CellTable copy(CellTable from) {
      CellTable copy = new CellTable();
      from.cells.forEach(cell -> copy.put(Cell.Serializer.INSTANCE.copy(cell)));
      return copy;
    }

    @Override
    public void serialize(CellTable table, DataOutputView out) throws IOException {
      Wire.writeUnsigned(table.cells.size(), out);
      for (Cell cell : table.cells) {
        Cell.Serializer.INSTANCE.serialize(cell, out);
      }
    }

    @Override
    public CellTable deserialize(DataInputView in) throws IOException {
      CellTable table = new CellTable();
      for (long left = Wire.readUnsigned(in); left > 0; left--) {
        table.put(Cell.Serializer.INSTANCE.deserialize(in));
      }
      return table;
    }

    @Override
    public TypeSerializerSnapshot<CellTable> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CellTable> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
