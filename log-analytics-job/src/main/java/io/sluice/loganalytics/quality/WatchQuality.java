package io.sluice.loganalytics.quality;

import io.sluice.common.quality.AddressPulses;
import io.sluice.common.quality.FeelPulse;
import io.sluice.common.quality.JudgeQuality;
import io.sluice.common.quality.Measurement;
import io.sluice.common.quality.QualityRule;
import io.sluice.common.quality.Violation;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.state.PreAggregate;
import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Counts every stage and judges what comes in.
 *
 * <pre>
 * lines ─ count ────────────┐
 * requests ─ count ─────────┼─ merge per stage and minute ──────▶ counts ─ over ─┬─▶ log
 *                           └─ measure ─────┐                                    │
 * requests ─ observe the fields of rules ───┼─ keyBy rule ─ judge ─ violations ──┴─▶ violations
 * lines ─ pulse (live) ─────────────────────┘
 * </pre>
 */
public final class WatchQuality {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int MOST_MINUTES = 10_000;
  private static final int MOST_FIELD_MINUTES = 1_000;

  private final QualityConfig config;
  private final QualityPorts ports;
  private final List<List<String>> flows;

  /**
   * @param flows of each input the stages in the order in which a record passes them
   */
  public WatchQuality(QualityConfig config, QualityPorts ports, List<List<String>> flows) {
    this.config = config;
    this.ports = ports;
    this.flows = List.copyOf(flows);
  }

  /** The counts of the first stage. */
  public static DataStream<StageCounts> countLines(DataStream<ParsedLine> lines) {
    return counts(lines, new CountParsed(), OperatorIds.COUNT_PARSED);
  }

  /**
   * The counts of the stages behind the cleaning: with a lookup between them they are counted
   * before and behind it, so that it cannot lose a request unseen.
   *
   * @param enriched requests before the lookup; the same stream as {@code requests} without one
   */
  public static DataStream<StageCounts> countRequests(
      DataStream<AccessRequest> enriched, DataStream<AccessRequest> requests) {
    if (enriched == requests) {
      CountEnriched both = new CountEnriched(List.of(CountEnriched.ENRICH, CountEnriched.TRAFFIC));
      return counts(requests, both, OperatorIds.COUNT_ENRICHED);
    }
    CountEnriched before = new CountEnriched(List.of(CountEnriched.ENRICH));
    CountEnriched behind = new CountEnriched(List.of(CountEnriched.LOOKUP, CountEnriched.TRAFFIC));
    return counts(enriched, before, OperatorIds.COUNT_ENRICHED)
        .union(counts(requests, behind, OperatorIds.COUNT_LOOKED_UP));
  }

  /** Counts of a stage before the shuffle, in the chain of the stream. */
  public static <T> DataStream<StageCounts> counts(
      DataStream<T> stream, PreAggregation<T, StageCounts> counting, OperatorId id) {
    TypeInformation<StageCounts> type = TypeInformation.of(StageCounts.class);
    return before(stream, counting, MOST_MINUTES, type, id);
  }

  /**
   * Attaches the ports.
   *
   * @param lines as the source gives them, for the pulse; null where no access logs are read, as is
   *     the next
   * @param requests with everything that rules may look at
   * @param counts of all stages
   */
  public void attach(
      DataStream<ParsedLine> lines,
      DataStream<AccessRequest> requests,
      DataStream<StageCounts> counts) {
    SingleOutputStreamOperator<StageCounts> merged =
        named(
            counts.keyBy(StageCounts::key).process(new MergeStageCounts(config.live())),
            OperatorIds.MERGE_STAGE_COUNTS);
    ports.counts().attach(merged, OperatorIds.WRITE_QUALITY);
    SingleOutputStreamOperator<Violation> violations = judge(measurements(lines, requests, counts));
    ports.violations().attach(violations, OperatorIds.WRITE_VIOLATIONS);
    DataStream<QualityLine> log = lines(merged.getSideOutput(MergeStageCounts.OVER), violations);
    ports.log().attach(log, OperatorIds.WRITE_QUALITY_LOG);
    ports
        .judgements()
        .attach(violations.getSideOutput(JudgeQuality.JUDGED), OperatorIds.WRITE_JUDGEMENTS);
  }

  private SingleOutputStreamOperator<Violation> judge(DataStream<Measurement> measurements) {
    return named(
        measurements
            .keyBy(Measurement::key)
            .process(new JudgeQuality(config.rules(), config.zone(), config.patience())),
        OperatorIds.JUDGE_QUALITY);
  }

  private DataStream<Measurement> measurements(
      DataStream<ParsedLine> lines,
      DataStream<AccessRequest> requests,
      DataStream<StageCounts> counts) {
    TypeInformation<Measurement> type = TypeInformation.of(Measurement.class);
    DataStream<Measurement> all =
        beside(
            counts,
            counts.flatMap(new MeasureCounts(config.rules(), flows)).returns(type),
            OperatorIds.MEASURE_COUNTS);
    List<QualityRule> fieldRules = config.fieldRules();
    if (requests != null && !fieldRules.isEmpty()) {
      ObserveFields fields = new ObserveFields(fieldRules);
      all =
          all.union(before(requests, fields, MOST_FIELD_MINUTES, type, OperatorIds.OBSERVE_FIELDS));
    }
    return config.live() && lines != null ? all.union(pulses(lines, type)) : all;
  }

  private DataStream<Measurement> pulses(
      DataStream<ParsedLine> lines, TypeInformation<Measurement> type) {
    DataStream<Measurement> pulses =
        beside(
            lines,
            lines.transform(OperatorIds.FEEL_PULSE.name(), type, new FeelPulse<>()),
            OperatorIds.FEEL_PULSE);
    return beside(
        pulses,
        pulses.flatMap(new AddressPulses(config.rules())).returns(type),
        OperatorIds.ADDRESS_PULSES);
  }

  private static DataStream<QualityLine> lines(
      DataStream<StageCounts> counts, DataStream<Violation> violations) {
    TypeInformation<QualityLine> type = TypeInformation.of(QualityLine.class);
    DataStream<QualityLine> ofCounts =
        beside(
            counts,
            counts.map(line -> QualityLine.of(line)).returns(type),
            OperatorIds.LIST_COUNTS);
    return ofCounts.union(
        beside(
            violations,
            violations.map(line -> QualityLine.of(line)).returns(type),
            OperatorIds.LIST_VIOLATIONS));
  }

  private static <I, O> DataStream<O> before(
      DataStream<I> stream,
      PreAggregation<I, O> aggregation,
      int most,
      TypeInformation<O> type,
      OperatorId id) {
    return beside(
        stream,
        stream.transform(id.name(), type, new PreAggregate<>(aggregation, INTERVAL, most)),
        id);
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
