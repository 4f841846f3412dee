package io.sluice.loganalytics.quality;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the counts of a stage's minute from all subtasks. State per stage and minute, gone when
 * the watermark is a day past the minute: a partition may come back after hours, with the arrivals
 * of then.
 */
public final class MergeStageCounts extends KeyedProcessFunction<String, StageCounts, StageCounts> {
  private static final long serialVersionUID = 1L;
  private static final long GRACE = Duration.ofDays(1).toMillis();

  private final boolean finalRowsOnly;
  private transient ValueState<StageCounts> counts;

  /**
   * @param finalRowsOnly give a minute out once, when it is over, rather than as it grows: replays
   */
  public MergeStageCounts(boolean finalRowsOnly) {
    this.finalRowsOnly = finalRowsOnly;
  }

  @Override
  public void open(OpenContext context) {
    counts =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("stage-counts", TypeInformation.of(StageCounts.class)));
  }

  @Override
  public void processElement(StageCounts delta, Context context, Collector<StageCounts> out)
      throws Exception {
    StageCounts total = counts.value();
    if (total == null) {
      total = new StageCounts(delta.stage, delta.minute);
      context.timerService().registerEventTimeTimer(delta.minute + MinuteClock.MINUTE + GRACE);
    }
    total.merge(delta);
    counts.update(total);
    if (!finalRowsOnly) {
      out.collect(total);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StageCounts> out)
      throws Exception {
    if (finalRowsOnly) {
      out.collect(counts.value());
    }
    counts.clear();
  }
}
