package io.sluice.loganalytics.ranking;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.state.PreAggregate;
import io.sluice.common.state.WriteBehindOperator;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.appevent.AppEvent;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.quality.StageCounts;
import io.sluice.loganalytics.quality.WatchQuality;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.util.OutputTag;

/**
 * How good the search is: NDCG of the searches of every five minutes, and rolled up by time.
 *
 * <pre>
 * searches, clicks ─ admit ─┬─ late, future ▶ (late, counts)
 *                           │
 *                           │ engine cohort: keyBy bucket of the search id
 *                           ├─ rank searches ─────────────────────────────┐
 *                           │ engine sliding: keyBy search id             ├─ scores
 *                           └─ match clicks ─ 15 min by 5 min ─ judge ────┘    │
 *                                   └ left out, counts ▶ (late, counts)  combine per firing
 *                                                                              │ keyBy combination
 *                                                                        merge firings ─┬──────────▶ firings
 *                                                                                       └ roll up ─▶ roll-up
 * </pre>
 *
 * The two engines give the same; which one it is stands in their uids, so that a savepoint of one
 * is refused by the other.
 */
public final class RankingStage {
  /** What counts and late records call this step. */
  public static final String STAGE = "ranking";

  /** Searches and clicks that play no part. */
  static final OutputTag<LateRecord> LEFT_OUT =
      new OutputTag<>("left-out-searches", TypeInformation.of(LateRecord.class));

  static final OutputTag<StageCounts> COUNTS =
      new OutputTag<>("ranking-counts", TypeInformation.of(StageCounts.class));

  private static final Duration COMBINE_INTERVAL = Duration.ofSeconds(1);
  private static final int MOST_CELLS = 200_000;

  private final RankingConfig config;
  private final RankingPorts ports;

  public RankingStage(RankingConfig config, RankingPorts ports) {
    this.config = config;
    this.ports = ports;
  }

  /** What comes out, apart from what the ports took. */
  public record Streams(DataStream<LateRecord> late, DataStream<StageCounts> counts) {}

  /** Attaches the stage with its ports; what comes out besides is the caller's. */
  public Streams attach(DataStream<AppEvent> searches) {
    SingleOutputStreamOperator<SearchEvent> admitted =
        beside(searches, searches.process(new AdmitSearches()), OperatorIds.ADMIT_SEARCHES);
    SingleOutputStreamOperator<?> matched;
    DataStream<SearchScore> scores;
    if (config.engine() == RankingConfig.Engine.COHORT) {
      SingleOutputStreamOperator<SearchScore> ranked = byCohort(admitted);
      matched = ranked;
      scores = ranked;
    } else {
      SingleOutputStreamOperator<SearchEvent> clicks = matchClicks(admitted);
      matched = clicks;
      scores = bySlidingWindow(clicks);
    }
    attachFigures(scores);
    return new Streams(
        admitted.getSideOutput(AdmitSearches.LATE).union(matched.getSideOutput(LEFT_OUT)),
        counts(admitted, AdmitSearches.COUNTS, OperatorIds.COUNT_ADMITTED)
            .union(counts(matched, COUNTS, OperatorIds.COUNT_RANKED)));
  }

  private SingleOutputStreamOperator<SearchScore> byCohort(DataStream<SearchEvent> admitted) {
    return admitted
        .keyBy(event -> SearchHash.bucketOf(SearchHash.of(event.searchId)))
        .transform(
            OperatorIds.RANK_SEARCHES.name(),
            TypeInformation.of(SearchScore.class),
            new WriteBehindOperator<>(new RankSearches(config), config.state()))
        .uid(OperatorIds.RANK_SEARCHES.uid());
  }

  private SingleOutputStreamOperator<SearchEvent> matchClicks(DataStream<SearchEvent> admitted) {
    return named(
        admitted.keyBy(event -> event.searchId).process(new MatchClicks(config)),
        OperatorIds.MATCH_CLICKS);
  }

  private DataStream<SearchScore> bySlidingWindow(DataStream<SearchEvent> matched) {
    return named(
        DataStreamUtils.reinterpretAsKeyedStream(matched, event -> event.searchId)
            .window(
                SlidingEventTimeWindows.of(
                    Duration.ofMillis(Firings.WINDOW), Duration.ofMillis(Firings.STEP)))
            .process(new JudgeWindows(config)),
        OperatorIds.JUDGE_WINDOWS);
  }

  private void attachFigures(DataStream<SearchScore> scores) {
    TypeInformation<FiringDelta> type = TypeInformation.of(FiringDelta.class);
    DataStream<FiringDelta> deltas =
        beside(
            scores,
            scores.transform(
                OperatorIds.COMBINE_SCORES.name(),
                type,
                new PreAggregate<>(
                    new CombineScores(config.finest()), COMBINE_INTERVAL, MOST_CELLS)),
            OperatorIds.COMBINE_SCORES);
    SingleOutputStreamOperator<FiringDelta> firings =
        deltas
            .keyBy(FiringDelta::combination)
            .transform(OperatorIds.MERGE_FIRINGS.name(), type, new MergeFirings())
            .uid(OperatorIds.MERGE_FIRINGS.uid());
    DataStream<NdcgRow> rows =
        beside(firings, firings.flatMap(new ListFirings()), OperatorIds.LIST_FIRINGS);
    ports.firings().attach(rows, OperatorIds.WRITE_NDCG);
    if (config.finest() != null) {
      ports.rollUp().attach(rollUp(firings), OperatorIds.WRITE_NDCG_ROLLUP);
    }
  }

  /** Where a firing was merged its combination is rolled up: nothing is shuffled again. */
  private DataStream<NdcgRow> rollUp(DataStream<FiringDelta> firings) {
    return beside(
        firings,
        DataStreamUtils.reinterpretAsKeyedStream(firings, FiringDelta::combination)
            .transform(
                OperatorIds.ROLL_UP_FIRINGS.name(),
                TypeInformation.of(NdcgRow.class),
                new WriteBehindOperator<>(new RollUpFirings(config), config.state())),
        OperatorIds.ROLL_UP_FIRINGS);
  }

  private static DataStream<StageCounts> counts(
      SingleOutputStreamOperator<?> operator, OutputTag<StageCounts> tag, OperatorId id) {
    return WatchQuality.counts(operator.getSideOutput(tag), new SumCounts(), id);
  }

  /** As parallel as what it follows, so that it is chained to it and nothing is re-balanced. */
  private static <T> SingleOutputStreamOperator<T> beside(
      DataStream<?> before, SingleOutputStreamOperator<T> operator, OperatorId id) {
    return named(operator.setParallelism(before.getParallelism()), id);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.uid(id.uid()).name(id.name());
  }
}
