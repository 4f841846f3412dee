package io.sluice.loganalytics.traffic;

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
 * when their window closes. State ends with its window, when the watermark passes the end. A delta
 * of a window that is gone goes to {@link #CLOSED_WINDOW}.
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
  private static final ValueStateDescriptor<Long> CLOSED_UNTIL =
      new ValueStateDescriptor<>("closed-until", Types.LONG);

  private final TrafficConfig config;

  private transient Map<Dimension, TrafficWindows> dimensions;
  private transient MapState<RowKey, TrafficTotals> rows;
  private transient ValueState<Long> closedUntil;
  private transient TimestampedCollector<TrafficRow> collector;
  private transient boolean stateKeepsReferences;

  /** Read by the threads of the metric reporters. */
  private transient volatile int openRows;

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
        windows.restore(at.granularity(), at.windowStart(), at.value(), ownCopy(row.getValue()));
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
    flush();
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      Dimension dimension = entry.getKey();
      List<RowKey> gone = new ArrayList<>();
      entry
          .getValue()
          .close(
              mark.getTimestamp(),
              (granularity, start, value, totals) -> {
                if (config.finalRowsOnly()) {
                  give(dimension, granularity, start, value, totals);
                }
              },
              (granularity, start, value, totals) ->
                  gone.add(new RowKey(granularity, start, value)));
      forget(dimension, gone);
    }
    super.processWatermark(mark);
  }

  private void forget(Dimension dimension, List<RowKey> gone) throws Exception {
    if (gone.isEmpty()) {
      return;
    }
    setCurrentKey(dimension.ordinal());
    for (RowKey key : gone) {
      rows.remove(key);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      setCurrentKey(entry.getKey().ordinal());
      closedUntil.update(resumable(entry.getValue().closedUntil()));
      Map<RowKey, TrafficTotals> unsaved = new TreeMap<>(RowKey.BY_POSITION);
      entry
          .getValue()
          .save(
              (granularity, start, value, totals) ->
                  unsaved.put(new RowKey(granularity, start, value), ownCopy(totals)));
      if (!unsaved.isEmpty()) {
        rows.putAll(unsaved);
      }
    }
    super.snapshotState(context);
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
              flush();
              scheduleFlush();
            });
  }

  private void flush() {
    for (Map.Entry<Dimension, TrafficWindows> entry : dimensions.entrySet()) {
      Dimension dimension = entry.getKey();
      entry
          .getValue()
          .flush(
              (granularity, start, value, totals) -> {
                if (!config.finalRowsOnly()) {
                  give(dimension, granularity, start, value, totals);
                }
              });
    }
    openRows = dimensions.values().stream().mapToInt(TrafficWindows::size).sum();
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
                key.capped() ? config.maxValues() : Integer.MAX_VALUE));
  }
}
