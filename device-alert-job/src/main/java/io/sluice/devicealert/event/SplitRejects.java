package io.sluice.devicealert.event;

import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.StageMetrics;
import io.sluice.common.time.EventTimed;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Parts records from rejects, and lets event time end as it should: before it jumps to infinity at
 * the end of input it stands at the last record's ts + L, so that a deadline up to there is told
 * from one that only the end would bring.
 *
 * @param <T> the records
 */
public final class SplitRejects<T extends Incoming> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  /** What could not be understood, with its bytes. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected-records", TypeInformation.of(Rejected.class));

  private static final long serialVersionUID = 1L;

  private final String stage;
  private final long tolerance;

  private transient StageMetrics metrics;
  private transient long largest;
  private transient long watermark;

  /**
   * @param tolerance L in milliseconds
   */
  public SplitRejects(String stage, long tolerance) {
    this.stage = stage;
    this.tolerance = tolerance;
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new StageMetrics(getMetricGroup(), stage);
    largest = EventTimed.NO_TIMESTAMP;
    watermark = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    T record = element.getValue();
    metrics.in();
    if (record.rejected != null) {
      metrics.rejected(record.rejected.reason());
      output.collect(REJECTED, new StreamRecord<>(record.rejected));
      return;
    }
    metrics.out();
    if (!record.future) {
      largest = Math.max(largest, record.ts);
    }
    output.collect(element);
  }

  /** A watermark W says that all up to W is there, so a deadline at D asks for D - 1. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long last = largest + tolerance - 1;
    if (mark.getTimestamp() == Long.MAX_VALUE
        && largest != EventTimed.NO_TIMESTAMP
        && last > watermark) {
      super.processWatermark(new Watermark(last));
    }
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }
}
