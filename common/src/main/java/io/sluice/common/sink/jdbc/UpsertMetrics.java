package io.sluice.common.sink.jdbc;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What an operator asks of a table's writer; names as in the operator's guide. */
final class UpsertMetrics {
  private static final int WINDOW = 512;

  final Counter written;
  final Counter refused;
  final Counter coalesced;
  final Counter poisoned;
  final Counter retries;
  final Counter retired;
  final Counter retireFailures;
  final Histogram flushMillis;
  private final MetricGroup group;

  UpsertMetrics(MetricGroup group) {
    this.group = group;
    this.written = group.counter("rows-written");
    this.refused = group.counter("rows-refused");
    this.coalesced = group.counter("rows-coalesced");
    this.poisoned = group.counter("rows-poisoned");
    this.retries = group.counter("retries");
    this.retired = group.counter("rows-retired");
    this.retireFailures = group.counter("retire-failures");
    this.flushMillis = group.histogram("flush-millis", new DescriptiveStatisticsHistogram(WINDOW));
  }

  void showBuffer(IntSupplier size) {
    group.gauge("buffered-rows", (Gauge<Integer>) size::getAsInt);
  }
}
