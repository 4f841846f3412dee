package io.sluice.common.state;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Folds records into partial results before the shuffle, so that what crosses the network is one
 * record per key and flush rather than one per event.
 *
 * <p>It has no state of its own and needs none: everything held is flushed before a watermark or an
 * idleness mark is forwarded (so that no partial result comes out behind a watermark its records
 * were ahead of), before the barrier (so that a checkpoint never misses what is in heap), when
 * {@code maxEntries} partial results are held, each {@code interval} of processing time, and at the
 * end of input. Order, lateness and duplicates are the aggregation's business.
 *
 * @param <I> the records
 * @param <O> the partial results
 */
public final class PreAggregate<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final PreAggregation<I, O> aggregation;
  private final long intervalMillis;
  private final int maxEntries;

  private transient TimestampedCollector<O> collector;
  private transient Counter flushes;

  public PreAggregate(PreAggregation<I, O> aggregation, Duration interval, int maxEntries) {
    if (interval.isNegative() || interval.isZero() || maxEntries < 1) {
      throw new IllegalArgumentException(
          "Pre-aggregation needs a positive interval and room for at least one entry, not "
              + interval
              + " and "
              + maxEntries);
    }
    this.aggregation = aggregation;
    this.intervalMillis = interval.toMillis();
    this.maxEntries = maxEntries;
  }

  @Override
  public void open() throws Exception {
    super.open();
    collector = new TimestampedCollector<>(output);
    flushes = getMetricGroup().addGroup("sluice").counter("pre-aggregation-flushes");
    getMetricGroup().addGroup("sluice").gauge("pre-aggregation-entries", aggregation::size);
    aggregation.open(getMetricGroup());
    scheduleFlush();
  }

  @Override
  public void processElement(StreamRecord<I> element) {
    aggregation.add(element.getValue());
    if (aggregation.size() >= maxEntries) {
      flush();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void scheduleFlush() {
    long next = getProcessingTimeService().getCurrentProcessingTime() + intervalMillis;
    getProcessingTimeService()
        .registerTimer(
            next,
            at -> {
              flush();
              scheduleFlush();
            });
  }

  private void flush() {
    if (aggregation.size() > 0) {
      flushes.inc();
      aggregation.drain(collector);
    }
  }
}
