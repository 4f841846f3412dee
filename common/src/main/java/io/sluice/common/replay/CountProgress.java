package io.sluice.common.replay;

import io.sluice.common.time.EventTimed;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Counts what a replay reads, for whoever waits for it; passes every record on. */
final class CountProgress<T> extends RichMapFunction<T, T> {
  static final String RECORDS = "replay-records";
  static final String EVENT_TIME = "replay-event-time";

  private static final long serialVersionUID = 1L;

  private final LongCounter records = new LongCounter();
  private final LongMaximum eventTime = new LongMaximum(Long.MIN_VALUE);

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(RECORDS, records);
    getRuntimeContext().addAccumulator(EVENT_TIME, eventTime);
  }

  @Override
  public T map(T value) {
    records.add(1L);
    if (value instanceof EventTimed timed) {
      eventTime.add(timed.timestamp());
    }
    return value;
  }
}
