package io.sluice.common.state;

import java.io.IOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The handle of a value per key that lies in the row of the current key. */
final class HeapValueState<K, V> implements ValueState<V> {
  /** The cell and its place in the row. */
  private static final int BYTES_PER_CELL = 64;

  private final HeapRows<K> rows;
  private final int handle;
  private final ValueState<V> stored;
  private final ValueStateDescriptor<V> descriptor;
  private final TypeSerializer<V> serializer;
  private final SizeEstimate<V> size;

  HeapValueState(
      HeapRows<K> rows, int handle, ValueState<V> stored, ValueStateDescriptor<V> descriptor) {
    this.rows = rows;
    this.handle = handle;
    this.stored = stored;
    this.descriptor = descriptor;
    this.serializer = descriptor.getSerializer();
    this.size = new SizeEstimate<>(serializer);
  }

  /** What a row holds of this state; null where there is no value. */
  private final class Cell extends MeasuredSize implements RowState {
    private final Row<K> row;
    private V value;
    private boolean changed;

    Cell(Row<K> row, V value) {
      this.row = row;
      this.value = value;
    }

    void set(V next) throws IOException {
      if (next != value) {
        // What is put in stays the sender's, who may go on to change it.
        value = next == null ? null : serializer.copy(next);
      }
      changed = true;
      rows.changed(row);
      if (updated()) {
        measure();
      }
    }

    void measure() throws IOException {
      rows.grew(row, measured(size.of(value)));
    }

    @Override
    public void write() throws IOException {
      if (changed) {
        stored.update(value);
        changed = false;
      }
    }
  }

  @Override
  public V value() throws IOException {
    Row<K> row = rows.current();
    Cell held = held(row);
    V value = (held != null ? held : load(row)).value;
    return value != null ? value : descriptor.getDefaultValue();
  }

  @Override
  public void update(V value) throws IOException {
    Row<K> row = rows.current();
    Cell held = held(row);
    // What is overwritten need not be read.
    (held != null ? held : hold(row, null)).set(value);
  }

  @Override
  public void clear() {
    try {
      update(null);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot clear the state " + descriptor.getName(), e);
    }
  }

  private Cell load(Row<K> row) throws IOException {
    rows.reading(row);
    Cell cell = hold(row, stored.value());
    cell.measure();
    return cell;
  }

  private Cell hold(Row<K> row, V value) {
    Cell cell = new Cell(row, value);
    row.put(handle, cell);
    rows.grew(row, BYTES_PER_CELL);
    return cell;
  }

  @SuppressWarnings("unchecked")
  private Cell held(Row<K> row) {
    return (Cell) row.state(handle);
  }
}
