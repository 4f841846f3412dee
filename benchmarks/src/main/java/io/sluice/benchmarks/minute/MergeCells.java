package io.sluice.benchmarks.minute;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Merges partial cells into rows and gives a row out when its minute is over, in the manner of the
 * traffic stage: rows of open minutes in heap, those that changed written to keyed state with each
 * checkpoint. Keyed by {@link Cell#key}.
 */
final class MergeCells extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<Cell, String> {
  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<Cell> CELL =
      new ValueStateDescriptor<>("open-cell", Cell.Serializer.INSTANCE);

  private transient TreeMap<Long, CellTable> minutes;
  private transient ValueState<Cell> state;
  private transient long closedUntil;

  @Override
  public void open() throws Exception {
    super.open();
    minutes = new TreeMap<>();
    closedUntil = Long.MIN_VALUE;
    state = getKeyedStateStore().getState(CELL);
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            CELL,
            (key, saved) -> {
              Cell cell = saved.value();
              cell.saved = true;
              minute(cell.key).put(cell);
            });
  }

  private CellTable minute(long key) {
    return minutes.computeIfAbsent(CellKey.minute(key), minute -> new CellTable());
  }

  @Override
  public void processElement(StreamRecord<Cell> element) {
    Cell partial = element.getValue();
    if (CellKey.minute(partial.key) < closedUntil) {
      throw new IllegalStateException("a partial result behind the watermark: " + partial.row());
    }
    Cell cell = minute(partial.key).get(partial.key);
    cell.merge(partial);
    cell.dirty = true;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The watermark says that nothing at or before it comes any more.
    closedUntil = Math.floorDiv(mark.getTimestamp(), CellKey.MINUTE);
    Map<Long, CellTable> over =
        mark.equals(Watermark.MAX_WATERMARK) ? minutes : minutes.headMap(closedUntil);
    for (CellTable table : over.values()) {
      for (Cell cell : table.cells()) {
        output.collect(new StreamRecord<>(cell.row()));
        if (cell.saved) {
          setCurrentKey(cell.key);
          state.clear();
        }
      }
    }
    over.clear();
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (CellTable table : minutes.values()) {
      for (Cell cell : table.cells()) {
        if (cell.dirty) {
          setCurrentKey(cell.key);
          state.update(cell);
          cell.dirty = false;
          cell.saved = true;
        }
      }
    }
    super.snapshotState(context);
  }
}
