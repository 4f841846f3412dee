package io.sluice.loganalytics.quality;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds up the counts of a stage's minute from all subtasks, and gives them out as they grow; once
 * the watermark has passed the minute also as {@link #OVER}. State per stage and minute, gone when
 * the watermark is a day past the minute: a partition that was idle may come back after hours, and
 * its counts are added and given out again.
 */
public final class MergeStageCounts extends KeyedProcessFunction<String, StageCounts, StageCounts> {
  /** Counts of minutes that are over; one that comes again replaces the one before. */
  public static final OutputTag<StageCounts> OVER =
      new OutputTag<>("counts-of-past-minutes", TypeInformation.of(StageCounts.class));

  private static final long serialVersionUID = 1L;
  private static final long GRACE = Duration.ofDays(1).toMillis();

  private final boolean asTheyGrow;
  private transient ValueState<StageCounts> counts;

  /**
   * @param asTheyGrow whether anybody looks at a minute that is not over: not in a replay
   */
  public MergeStageCounts(boolean asTheyGrow) {
    this.asTheyGrow = asTheyGrow;
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
    long end = delta.minute + MinuteClock.MINUTE - 1;
    if (total == null) {
      total = new StageCounts(delta.stage, delta.minute);
      context.timerService().registerEventTimeTimer(end);
      context.timerService().registerEventTimeTimer(graceAfter(end, context));
    }
    total.merge(delta);
    counts.update(total);
    if (asTheyGrow) {
      out.collect(total);
    }
    if (context.timerService().currentWatermark() >= end) {
      context.output(OVER, total);
    }
  }

  /** Of a minute long past too: else each of its deltas would be taken for the whole. */
  private static long graceAfter(long end, Context context) {
    long watermark = context.timerService().currentWatermark();
    return (watermark > Long.MAX_VALUE - 2 * GRACE ? end : Math.max(end, watermark)) + GRACE;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StageCounts> out)
      throws Exception {
    StageCounts total = counts.value();
    if (total == null) {
      return;
    }
    if (timestamp == total.minute + MinuteClock.MINUTE - 1) {
      context.output(OVER, total);
    } else {
      counts.clear();
    }
  }
}
