package io.sluice.loganalytics.traffic;

import io.sluice.loganalytics.traffic.TrafficWindows.RowVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Merges the deltas of a dimension into the rows of all levels, from second to month. Keyed by
 * {@link TrafficDelta#key()}: the cap on values is a decision over a whole window, so a dimension's
 * windows lie together; what arrives here are deltas, a few thousand a second, not requests.
 *
 * <p>Rows of open windows live in heap ({@link TrafficWindows}) and are written to keyed state
 * before each barrier, only those that changed; a row that opens and closes between two barriers
 * never touches state. They are given out as they grow each flush interval, before the barrier and
 * when their window closes; values near the cap wait for the checkpoint that makes their place
 * safe, and what they owe the levels above lies beside them in state until then. State ends with
 * its window, when the watermark passes the end. A delta of a window that is gone goes to {@link
 * #CLOSED_WINDOW}.
 */
public final class MergeTraffic extends AbstractStreamOperator<TrafficRow>
    implements OneInputStreamOperator<TrafficDelta, TrafficRow> {
  private static final long serialVersionUID = 1L;

  /** Deltas whose second is gone: a partition came back from idleness with older requests. */
  public static final OutputTag<TrafficDelta> CLOSED_WINDOW =
      new OutputTag<>("closed-window", new TrafficDelta.Types().createTypeInfo(null, Map.of()));

  private static final Dimension[] DIMENSIONS = Dimension.values();
  private static final MapStateDescriptor<RowKey, TrafficTotals> ROWS =
      new MapStateDescriptor<>("open-rows", RowKey.Serializer.INSTANCE, TotalsSerializer.INSTANCE);
  private static final MapStateDescriptor<RowKey, TrafficTotals> OWED =
      new MapStateDescriptor<>("owed-gains", RowKey.Serializer.INSTANCE, TotalsSerializer.INSTANCE);
  private static final ValueStateDescriptor<Long> CLOSED_UNTIL =
      new ValueStateDescriptor<>("closed-until", Types.LONG);

  private final TrafficConfig config;

  private transient Map<Dimension, TrafficWindows> dimensions;
  private transient MapState<RowKey, TrafficTotals> rows;
  private transient MapState<RowKey, TrafficTotals> owed;
  private transient ValueState<Long> closedUntil;
  private transient TimestampedCollector<TrafficRow> collector;
  private transient boolean stateKeepsReferences;

  /** Read by the threads of the metric reporters. */
  private transient volatile int openRows;

  private transient volatile int heldRows;

  private transient Counter deltasIn;
  private transient Counter rowsOut;
  private transient Counter closedWindowRequests;

  public MergeTraffic(TrafficConfig config) {
    this.config = config;
  }

  @Override
  public void open() throws Exception {
    super.open();
    collector = new TimestampedCollector<>(output);
    dimensions = new TreeMap<>();
    rows = getKeyedStateStore().getMapState(ROWS);
    owed = getKeyedStateStore().getMapState(OWED);
    closedUntil = getKeyedStateStore().getState(CLOSED_UNTIL);
    stateKeepsReferences = getKeyedStateBackend() instanceof HeapKeyedStateBackend;
    restoreRows();
    registerMetrics();
    if (!config.finalRowsOnly()) {
      scheduleFlush();
    }
  }

  private void registerMetrics() {
    MetricGroup metrics = getMetricGroup().addGroup("sluice").addGroup("stage", "traffic");
    deltasIn = metrics.counter("deltas-in");
    rowsOut = metrics.counter("rows-out");
    closedWindowRequests = metrics.counter("closed-window-requests");
    metrics.gauge("open-rows", () -> openRows);
    metrics.gauge("held-rows", () -> heldRows);
  }

  private void restoreRows() throws Exception {
    List<Integer> keys = new ArrayList<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            CLOSED_UNTIL,
            (key, state) -> keys.add((Integer) key));
    for (Integer key : keys) {
      setCurrentKey(key);
      TrafficWindows windows = windows(DIMENSIONS[key]);
      windows.restoreClosedUntil(closedUntil.value());
      for (Map.Entry<RowKey, TrafficTotals> row : rows.entries()) {
        RowKey at = row.getKey();
        TrafficTotals gain = owed.get(at);
        windows.restore(
            at.granularity(),
            at.windowStart(),
            at.value(),
            ownCopy(row.getValue()),
            gain == null ? null : ownCopy(gain));
      }
    }
  }

  @Override
  public void processElement(StreamRecord<TrafficDelta> element) {
    TrafficDelta delta = element.getValue();
    deltasIn.inc();
    if (!windows(delta.dimension()).add(delta.value(), delta.second(), delta.totals())) {
      if (delta.dimension() == Dimension.ALL) {
        closedWindowRequests.inc(delta.totals().requests);
      }
      output.collect(CLOSED_WINDOW, element);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    boolean last = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    flush(last);
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      Dimension dimension = entry.getKey();
      List<OpenRow> gone = new ArrayList<>();
      entry
          .getValue()
          .close(
              mark.getTimestamp(),
              (granularity, start, value, totals) -> {
                if (config.finalRowsOnly()) {
                  give(dimension, granularity, start, value, totals);
                }
              },
              gone::add);
      forget(dimension, gone);
    }
    super.processWatermark(mark);
  }

  private void forget(Dimension dimension, List<OpenRow> gone) throws Exception {
    if (gone.isEmpty()) {
      return;
    }
    setCurrentKey(dimension.ordinal());
    for (OpenRow row : gone) {
      RowKey key = RowKey.of(row);
      rows.remove(key);
      if (row.isStoredOwed()) {
        owed.remove(key);
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush(false);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      setCurrentKey(entry.getKey().ordinal());
      closedUntil.update(resumable(entry.getValue().closedUntil()));
      save(context.getCheckpointId(), entry.getValue());
    }
    super.snapshotState(context);
  }

  private void save(long checkpoint, TrafficWindows windows) throws Exception {
    Map<RowKey, TrafficTotals> totals = new TreeMap<>(RowKey.BY_POSITION);
    Map<RowKey, TrafficTotals> owing = new TreeMap<>(RowKey.BY_POSITION);
    List<RowKey> paid = new ArrayList<>();
    windows.save(
        checkpoint,
        row -> {
          RowKey key = RowKey.of(row);
          totals.put(key, ownCopy(row.total));
          if (row.owed() != null) {
            owing.put(key, ownCopy(row.owed()));
          } else if (row.isStoredOwed()) {
            paid.add(key);
          }
        });
    if (!totals.isEmpty()) {
      rows.putAll(totals);
    }
    if (!owing.isEmpty()) {
      owed.putAll(owing);
    }
    for (RowKey key : paid) {
      owed.remove(key);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    for (TrafficWindows windows : dimensions.values()) {
      windows.settle(checkpointId);
    }
  }

  /**
   * The heap backend keeps what it is given and writes it while the next records are merged;
   * RocksDB writes at once, and needs no copy.
   */
  private TrafficTotals ownCopy(TrafficTotals totals) {
    return stateKeepsReferences ? totals.copy() : totals;
  }

  /**
   * A drained savepoint has passed the end of time; a job started from it counts on all the same.
   */
  private static long resumable(long watermark) {
    return watermark == Watermark.MAX_WATERMARK.getTimestamp() ? Long.MIN_VALUE : watermark;
  }

  private void scheduleFlush() {
    long interval = config.flushInterval().toMillis();
    getProcessingTimeService()
        .registerTimer(
            getProcessingTimeService().getCurrentProcessingTime() + interval,
            at -> {
              flush(false);
              scheduleFlush();
            });
  }

  private void flush(boolean last) {
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      Dimension dimension = entry.getKey();
      RowVisitor changed =
          (granularity, start, value, totals) -> {
            if (!config.finalRowsOnly()) {
              give(dimension, granularity, start, value, totals);
            }
          };
      if (last) {
        entry.getValue().flushToTheEnd(changed);
      } else {
        entry.getValue().flush(changed);
      }
    }
    openRows = dimensions.values().stream().mapToInt(TrafficWindows::size).sum();
    heldRows = dimensions.values().stream().mapToInt(TrafficWindows::held).sum();
  }

  private void give(
      Dimension dimension,
      Granularity granularity,
      long start,
      String value,
      TrafficTotals totals) {
    rowsOut.inc();
    collector.collect(TrafficRow.of(dimension, granularity, start, value, totals));
  }

  private TrafficWindows windows(Dimension dimension) {
    return dimensions.computeIfAbsent(
        dimension,
        key ->
            new TrafficWindows(
                new WindowCalendar(config.zone()),
                key.capped() ? config.maxValues() : Integer.MAX_VALUE,
                // A replay has no checkpoints; a job that runs on always does.
                !config.finalRowsOnly()));
  }
}
