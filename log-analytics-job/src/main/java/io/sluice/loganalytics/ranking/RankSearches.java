package io.sluice.loganalytics.ranking;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.quality.MinuteClock;
import io.sluice.loganalytics.quality.StageCounts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives out the score of each search once, when its firing passes with the watermark; see {@link
 * SearchBook}. Keyed by {@link SearchHash#bucketOf}; made for rows in heap ({@code
 * WriteBehindOperator}), where a cohort is what is written before a barrier if it changed.
 *
 * <p>State: {@code bucket} with what waits for its time, {@code cohorts} by the start of their five
 * minutes. Both end with the last cohort's memory: one timer a bucket, at what is due next.
 */
final class RankSearches extends KeyedProcessFunction<Integer, SearchEvent, SearchScore> {
  static final ValueStateDescriptor<Bucket> BUCKET =
      new ValueStateDescriptor<>("bucket", Bucket.Serializer.INSTANCE);
  static final MapStateDescriptor<Long, Cohort> COHORTS =
      new MapStateDescriptor<>("cohorts", LongSerializer.INSTANCE, CohortSerializer.INSTANCE);

  private static final long serialVersionUID = 1L;

  private final RankingConfig config;

  private transient ValueState<Bucket> buckets;
  private transient MapState<Long, Cohort> cohorts;
  private transient SearchBook book;
  private transient SearchBook.Shelf shelf;
  private transient Ndcg ndcg;
  private transient SearchScore score;
  private transient StageMetrics metrics;

  RankSearches(RankingConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    buckets = getRuntimeContext().getState(BUCKET);
    cohorts = getRuntimeContext().getMapState(COHORTS);
    book = new SearchBook(config.clickMemory().toMillis());
    shelf = new StateShelf();
    ndcg = new Ndcg(config.gain());
    score = new SearchScore();
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), RankingStage.STAGE);
  }

  @Override
  public void processElement(SearchEvent event, Context context, Collector<SearchScore> out)
      throws Exception {
    metrics.in();
    long watermark = context.timerService().currentWatermark();
    if (!event.click && SearchBook.isJudged(event.ts, watermark)) {
      // A partition came back from idleness: it is not late there, but its firing has been.
      Told told = new Told(MinuteClock.minuteOf(watermark), context, out);
      told.leftOut(event, Reasons.LATE_SEARCH);
      told.tell();
      return;
    }
    Bucket bucket = buckets.value();
    if (bucket == null) {
      bucket = new Bucket();
    }
    bucket.early.add(event);
    wakeAt(SearchBook.workedOnAt(event.ts), bucket, context);
    buckets.update(bucket);
  }

  /** A timer that is set already but is no longer the next one fires, and finds nothing to do. */
  private static void wakeAt(long time, Bucket bucket, Context context) {
    if (time < bucket.timer) {
      bucket.timer = time;
      context.timerService().registerEventTimeTimer(time);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SearchScore> out)
      throws Exception {
    Bucket bucket = buckets.value();
    if (bucket == null) {
      return;
    }
    Told told = new Told(MinuteClock.minuteOf(time), context, out);
    book.advance(bucket, time, shelf, told);
    told.tell();
    if (bucket.isEmpty()) {
      buckets.clear();
      return;
    }
    bucket.timer = Bucket.NO_TIMER;
    wakeAt(book.nextTime(bucket), bucket, context);
    buckets.update(bucket);
  }

  /** The cohorts of the current bucket. */
  private final class StateShelf implements SearchBook.Shelf {
    @Override
    public Cohort get(long slot) throws Exception {
      return cohorts.get(slot);
    }

    @Override
    public void put(long slot, Cohort cohort) throws Exception {
      cohorts.put(slot, cohort);
    }

    @Override
    public void remove(long slot) throws Exception {
      cohorts.remove(slot);
    }
  }

  /** Says what becomes of events, and counts it in the minute in which it is decided. */
  private final class Told implements SearchBook.Outcomes {
    private final StageCounts counts;
    private final Context context;
    private final Collector<SearchScore> out;

    Told(long minute, Context context, Collector<SearchScore> out) {
      this.counts = new StageCounts(RankingStage.STAGE, minute);
      this.context = context;
      this.out = out;
    }

    @Override
    public void counted(SearchEvent event) {
      metrics.out();
      counts.in++;
      counts.out++;
    }

    @Override
    public void leftOut(SearchEvent event, String reason) {
      metrics.rejected(reason);
      counts.in++;
      counts.reject(reason);
      context.output(RankingStage.LEFT_OUT, event.late(reason));
    }

    @Override
    public void fired(long slot, Cohort cohort) {
      cohort.forEach(
          (hash, second, place) -> {
            score.windowEnd = Firings.of(slot);
            score.second = slot + second * 1000L;
            score.region = cohort.region(place);
            score.city = cohort.city(place);
            score.channel = cohort.channel(place);
            score.term = cohort.term(place);
            score.judge(ndcg, cohort.gains(place));
            out.collect(score);
          });
    }

    void tell() {
      if (counts.in > 0) {
        context.output(RankingStage.COUNTS, counts);
      }
    }
  }
}
