package io.sluice.common.state;

import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator asks about rows in heap, in the group {@code sluice.state} of the operator.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><td>{@code rows}</td><td>held in heap</td></tr>
 * <tr><td>{@code heap-bytes}</td><td>their size, estimated</td></tr>
 * <tr><td>{@code dirty-rows}</td><td>those that differ from the keyed state</td></tr>
 * <tr><td>{@code loads}</td><td>reads of the keyed state</td></tr>
 * <tr><td>{@code rows-written}</td><td>to the keyed state, for whatever reason</td></tr>
 * <tr><td>{@code slices}</td><td>rounds of writing between barriers</td></tr>
 * <tr><td>{@code evictions}</td><td>rows dropped from heap</td></tr>
 * <tr><td>{@code barrier-pause-ms}</td><td>how long the last barrier waited for rows to be
 * written</td></tr>
 * <tr><td>{@code longest-pause-ms}</td><td>the longest time since the start of the subtask that
 * events had to wait because rows were written or evicted, before a barrier or between two</td></tr>
 * </table>
 *
 * <p>Counts begin with the subtask. The gauges are as of the last barrier or the last few events.
 */
final class RowMetrics {
  private final Counter loads;
  private final Counter written;
  private final Counter evictions;
  private final Counter slices;

  /** Read by the threads of the metric reporters, as are the following. */
  private volatile int rows;

  private volatile int dirtyRows;
  private volatile long heapBytes;
  private volatile long barrierPause;
  private volatile long longestPause;

  RowMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup("sluice").addGroup("state");
    loads = group.counter("loads");
    written = group.counter("rows-written");
    evictions = group.counter("evictions");
    slices = group.counter("slices");
    group.gauge("rows", () -> rows);
    group.gauge("dirty-rows", () -> dirtyRows);
    group.gauge("heap-bytes", () -> heapBytes);
    group.gauge("barrier-pause-ms", () -> TimeUnit.NANOSECONDS.toMillis(barrierPause));
    group.gauge("longest-pause-ms", () -> TimeUnit.NANOSECONDS.toMillis(longestPause));
  }

  void loaded() {
    loads.inc();
  }

  void written() {
    written.inc();
  }

  void evicted() {
    evictions.inc();
  }

  void slice(long nanos) {
    slices.inc();
    paused(nanos);
  }

  void barrierPause(long nanos) {
    barrierPause = nanos;
    paused(nanos);
  }

  void paused(long nanos) {
    if (nanos > longestPause) {
      longestPause = nanos;
    }
  }

  void publish(int rowsNow, int dirtyNow, long bytesNow) {
    rows = rowsNow;
    dirtyRows = dirtyNow;
    heapBytes = bytesNow;
  }
}
