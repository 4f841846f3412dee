package io.sluice.loganalytics.clean;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the hits of a rule's minute from all subtasks. State per rule, version and minute, gone
 * when the watermark is a day past the minute, as that of the stages' counts.
 */
public final class MergeRuleHits extends KeyedProcessFunction<String, RuleHits, RuleHits> {
  private static final long serialVersionUID = 1L;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long GRACE = Duration.ofDays(1).toMillis();

  private final boolean finalRowsOnly;
  private transient ValueState<RuleHits> hits;

  /**
   * @param finalRowsOnly give a minute out once, when it is over, rather than as it grows: replays
   */
  public MergeRuleHits(boolean finalRowsOnly) {
    this.finalRowsOnly = finalRowsOnly;
  }

  @Override
  public void open(OpenContext context) {
    hits =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("rule-hits", TypeInformation.of(RuleHits.class)));
  }

  @Override
  public void processElement(RuleHits delta, Context context, Collector<RuleHits> out)
      throws Exception {
    RuleHits total = hits.value();
    if (total == null) {
      total = new RuleHits(delta.minute, delta.ruleId, delta.setVersion);
      // Of a minute long past too: else each of its deltas would be taken for the whole.
      long watermark = context.timerService().currentWatermark();
      long end = delta.minute + MINUTE;
      context
          .timerService()
          .registerEventTimeTimer(
              (watermark > Long.MAX_VALUE - 2 * GRACE ? end : Math.max(end, watermark)) + GRACE);
    }
    total.merge(delta);
    hits.update(total);
    if (!finalRowsOnly) {
      out.collect(total);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RuleHits> out)
      throws Exception {
    if (finalRowsOnly) {
      out.collect(hits.value());
    }
    hits.clear();
  }
}
