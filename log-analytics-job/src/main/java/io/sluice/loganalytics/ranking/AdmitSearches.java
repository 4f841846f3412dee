package io.sluice.loganalytics.ranking;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.appevent.AppEvent;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.MinuteClock;
import io.sluice.loganalytics.quality.StageCounts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets searches and clicks through to be judged by, before any shuffle: those that are late, or
 * ahead of their time, are listed and counted here.
 */
final class AdmitSearches extends ProcessFunction<AppEvent, SearchEvent> {
  static final OutputTag<LateRecord> LATE =
      new OutputTag<>("late-searches", TypeInformation.of(LateRecord.class));
  static final OutputTag<StageCounts> COUNTS =
      new OutputTag<>("admission-counts", TypeInformation.of(StageCounts.class));

  private static final long serialVersionUID = 1L;

  private transient StageMetrics metrics;

  @Override
  public void open(OpenContext context) {
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), RankingStage.STAGE);
  }

  @Override
  public void processElement(AppEvent event, Context context, Collector<SearchEvent> out) {
    metrics.in();
    SearchEvent taken = SearchEvent.of(event);
    if (event.late || event.future) {
      leaveOut(event, taken, context);
    } else {
      metrics.out();
      out.collect(taken);
    }
  }

  private void leaveOut(AppEvent event, SearchEvent taken, Context context) {
    StageCounts counts = new StageCounts(RankingStage.STAGE, MinuteClock.minuteOf(event.progress));
    String reason =
        event.future ? "future" : taken.click ? Reasons.LATE_CLICK : Reasons.LATE_SEARCH;
    counts.in = 1;
    counts.late = event.late ? 1 : 0;
    counts.reject(reason);
    if (event.late) {
      metrics.late();
    } else {
      metrics.future();
    }
    context.output(COUNTS, counts);
    context.output(LATE, taken.late(reason));
  }
}
