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
 * checkpoint. Keyed by {@link CellKey#group}.
 */
final class MergeCells extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<Cell, String> {
  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<CellTable> CELLS =
      new ValueStateDescriptor<>("open-cells", CellTable.Serializer.INSTANCE);

  private transient TreeMap<Long, CellTable> groups;
  private transient ValueState<CellTable> state;
  private transient long closedUntil;

  @Override
  public void open() throws Exception {
    super.open();
    groups = new TreeMap<>();
    closedUntil = Long.MIN_VALUE;
    state = getKeyedStateStore().getState(CELLS);
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            CELLS,
            (key, saved) -> {
              CellTable table = saved.value();
              table.saved = true;
              groups.put((Long) key, table);
            });
  }

  @Override
  public void processElement(StreamRecord<Cell> element) {
    Cell partial = element.getValue();
    if (CellKey.minute(partial.key) < closedUntil) {
      throw new IllegalStateException("a partial result behind the watermark: " + partial.row());
    }
    CellTable table = groups.computeIfAbsent(CellKey.group(partial.key), group -> new CellTable());
    table.get(partial.key).merge(partial);
    table.dirty = true;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The watermark says that nothing at or before it comes any more.
    closedUntil = Math.floorDiv(mark.getTimestamp(), CellKey.MINUTE);
    Map<Long, CellTable> over =
        mark.equals(Watermark.MAX_WATERMARK)
            ? groups
            : groups.headMap(CellKey.firstGroup(closedUntil));
    for (Map.Entry<Long, CellTable> group : over.entrySet()) {
      for (Cell cell : group.getValue().cells()) {
        output.collect(new StreamRecord<>(cell.row()));
      }
      if (group.getValue().saved) {
        setCurrentKey(group.getKey());
        state.clear();
      }
    }
    over.clear();
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (Map.Entry<Long, CellTable> group : groups.entrySet()) {
      CellTable table = group.getValue();
      if (table.dirty) {
        setCurrentKey(group.getKey());
        state.update(table);
        table.dirty = false;
        table.saved = true;
      }
    }
    super.snapshotState(context);
  }
}
