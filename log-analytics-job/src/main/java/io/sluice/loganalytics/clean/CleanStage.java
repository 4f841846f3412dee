package io.sluice.loganalytics.clean;

import io.sluice.common.rule.set.HoldRuleSet;
import io.sluice.common.rule.set.RuleSetStatus;
import io.sluice.common.rule.set.RuleSetText;
import io.sluice.common.rule.set.RuleSetTexts;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.event.AccessRequest;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The stage {@code clean}: the requests' own stream, chained to what is before it, and beside it
 * the one by which rules come in.
 *
 * <pre>
 * requests ──────────────────────────── clean ─┬──────────▶ requests
 *                                         ▲    ├ rejected, counts ▶
 * cleaning-rules ─ broadcast ─ hold ──────┘    └ hits ─ merge per rule and minute ─▶ rule hits
 *                               │   (through the memory of the TaskManager)
 *                               └──────────────────────────────────────────────────▶ status
 * </pre>
 */
public final class CleanStage {
  private final CleanConfig config;
  private final CleanPorts ports;
  private final boolean finalRowsOnly;

  public CleanStage(CleanConfig config, CleanPorts ports, boolean finalRowsOnly) {
    this.config = config;
    this.ports = ports;
    this.finalRowsOnly = finalRowsOnly;
  }

  /** Attaches the stage with its outputs; what passes, and the side outputs, are the caller's. */
  public SingleOutputStreamOperator<AccessRequest> attach(DataStream<AccessRequest> requests) {
    if (ports.ruleSets() != null) {
      ports.status().attach(hold(requests), OperatorIds.WRITE_CLEANING_RULES);
    }
    SingleOutputStreamOperator<AccessRequest> cleaned =
        requests
            .transform(
                OperatorIds.CLEAN_REQUESTS.name(),
                TypeInformation.of(AccessRequest.class),
                new CleanRequests(config))
            .setParallelism(requests.getParallelism())
            .uid(OperatorIds.CLEAN_REQUESTS.uid());
    ports
        .hits()
        .attach(
            cleaned
                .getSideOutput(CleanRequests.HITS)
                .keyBy(RuleHits::key)
                .process(new MergeRuleHits(finalRowsOnly))
                .uid(OperatorIds.MERGE_RULE_HITS.uid())
                .name(OperatorIds.MERGE_RULE_HITS.name()),
            OperatorIds.WRITE_RULE_HITS);
    return cleaned;
  }

  /** As parallel as the requests, so that every TaskManager that cleans holds the rules. */
  private DataStream<RuleSetStatus> hold(DataStream<AccessRequest> requests) {
    DataStream<RuleSetText> texts =
        ports
            .ruleSets()
            .attach(
                requests.getExecutionEnvironment(),
                OperatorIds.READ_CLEANING_RULES,
                new RuleSetTexts(),
                WatermarkStrategy.noWatermarks());
    return texts
        .broadcast()
        .transform(
            OperatorIds.HOLD_CLEANING_RULES.name(),
            TypeInformation.of(RuleSetStatus.class),
            new HoldRuleSet<>(config.setId(), CleanConfig.reader(), config.initial()))
        .setParallelism(requests.getParallelism())
        .uid(OperatorIds.HOLD_CLEANING_RULES.uid());
  }
}
