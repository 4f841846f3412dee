package io.sluice.loganalytics.live;

import io.sluice.common.quality.Violation;
import io.sluice.common.quality.webhook.WebhookSink;
import io.sluice.common.reject.DeadLetterSink;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.common.sink.jdbc.RetentionRule;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.common.sink.kafka.KafkaRecordSink;
import io.sluice.common.source.SourcePort;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.common.source.kafka.StartingOffsets;
import io.sluice.loganalytics.AppPorts;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.appevent.AppEventEncoder;
import io.sluice.loganalytics.appevent.AppEventPorts;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestEncoder;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.quality.LateRecordEncoder;
import io.sluice.loganalytics.quality.QualityLineEncoder;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.ranking.NdcgRow;
import io.sluice.loganalytics.ranking.NdcgRowEncoder;
import io.sluice.loganalytics.ranking.RankingPorts;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The ports of a deployment: topics in and out, tables in Postgres. */
public final class LivePorts {
  /** What dead letters, migrations and transactions call the job. */
  public static final String JOB = "log-analytics";

  private final LiveConfig live;
  private final Privacy privacy;
  private final long generation;

  private LivePorts(LogAnalyticsConfig config, LiveConfig live) {
    this.live = live;
    this.privacy = config.privacy();
    this.generation = config.runtime().generation();
  }

  public static LogAnalyticsPorts of(LogAnalyticsConfig config, LiveConfig live) {
    return new LivePorts(config, live).ports();
  }

  private LogAnalyticsPorts ports() {
    LiveConfig.Topics topics = live.topics();
    return new LogAnalyticsPorts(
        KafkaRecordSource.of(live.kafka(), topics.accessLogs(), topics.group()),
        topic(topics.accessClean(), live.requestsGuarantee(), new RequestEncoder(privacy)),
        this::attachRecentRequests,
        table(TrafficTable.TABLE, new TrafficTable(generation), retentionByGranularity("traffic")),
        quality(topics.quality()),
        topic(topics.lateEvents(), DeliveryGuarantee.AT_LEAST_ONCE, new LateRecordEncoder()),
        DeadLetterSink.to(live.kafka(), topics.deadLetters(), JOB, AccessLogDecoder.class),
        cleaning(topics),
        live.customers().orElse(null),
        topics.appEvents().isEmpty() ? null : appEvents(topics));
  }

  private AppPorts appEvents(LiveConfig.Topics topics) {
    AppEventEncoder encoder = new AppEventEncoder();
    return new AppPorts(
        new AppEventPorts(
            KafkaRecordSource.of(live.kafka(), topics.appEvents(), topics.group()),
            topic(topics.searchClean(), DeliveryGuarantee.EXACTLY_ONCE, encoder),
            topic(topics.ordersClean(), DeliveryGuarantee.EXACTLY_ONCE, encoder)),
        new RankingPorts(
            this::attachFirings,
            table(
                NdcgTable.ROLL_UP,
                new NdcgTable(generation),
                retentionByGranularity("ndcg_rollup"))));
  }

  /**
   * To the table, and to the topic for Druid the rows that every other combination adds up from.
   */
  private void attachFirings(DataStream<NdcgRow> rows, OperatorId id) {
    table(
            NdcgTable.FIRINGS,
            new NdcgTable(generation),
            List.of(RetentionRule.of("ndcg", "window_end", live.ndcgRetention())))
        .attach(rows, id);
    String topic = live.topics().ndcg();
    if (!topic.isEmpty()) {
      OperatorId selecting = OperatorIds.SELECT_WHOLE_COMBINATIONS;
      DataStream<NdcgRow> whole =
          rows.filter(row -> row.combination().isWhole())
              .setParallelism(rows.getParallelism())
              .uid(selecting.uid())
              .name(selecting.name());
      topic(topic, DeliveryGuarantee.EXACTLY_ONCE, new NdcgRowEncoder())
          .attach(whole, OperatorIds.WRITE_NDCG_TOPIC);
    }
  }

  private QualityPorts quality(String topic) {
    return new QualityPorts(
        table(
            QualityTable.TABLE,
            new QualityTable(generation),
            List.of(RetentionRule.of("quality", "minute", live.qualityRetention()))),
        topic(topic, DeliveryGuarantee.AT_LEAST_ONCE, new QualityLineEncoder()),
        this::attachViolations,
        LogAnalyticsPorts.none());
  }

  private void attachViolations(DataStream<Violation> violations, OperatorId id) {
    table(
            ViolationTable.TABLE,
            new ViolationTable(generation),
            List.of(RetentionRule.of("quality_violation", "since", live.qualityRetention())))
        .attach(violations, id);
    live.webhook()
        .ifPresent(
            webhook -> WebhookSink.to(webhook).attach(violations, OperatorIds.NOTIFY_WEBHOOK));
  }

  private CleanPorts cleaning(LiveConfig.Topics topics) {
    SourcePort rules =
        topics.cleaningRules().isEmpty()
            ? null
            : KafkaRecordSource.of(
                    live.kafka(), topics.cleaningRules(), topics.group() + "-cleaning-rules")
                .startingAt(StartingOffsets.EARLIEST);
    return new CleanPorts(
        rules,
        table(RuleSetTable.TABLE, new RuleSetTable(generation), List.of()),
        table(
            RuleHitsTable.TABLE,
            new RuleHitsTable(generation),
            List.of(RetentionRule.of("cleaning_rule_hits", "minute", live.qualityRetention()))));
  }

  private <T> SinkPort<T> topic(
      String topic, DeliveryGuarantee guarantee, RecordEncoder<T> encoder) {
    return KafkaRecordSink.to(live.kafka(), topic, guarantee, encoder)
        .transactionalIdPrefix(live.topics().group() + "-" + topic)
        .build();
  }

  private <T> SinkPort<T> table(JdbcTable table, RowWriter<T> rows, List<RetentionRule> retention) {
    return JdbcUpsertSink.into(live.jdbc(), table, rows).retiring(retention);
  }

  private List<RetentionRule> retentionByGranularity(String table) {
    List<RetentionRule> rules = new ArrayList<>();
    live.retention()
        .forEach(
            (granularity, keep) ->
                rules.add(
                    RetentionRule.of(table, "window_start", keep)
                        .where("granularity", granularity.label())));
    return rules;
  }

  private void attachRecentRequests(DataStream<AccessRequest> requests, OperatorId id) {
    if (live.recentPerSecond() == 0) {
      return;
    }
    OperatorId sampling = OperatorIds.SAMPLE_RECENT_REQUESTS;
    DataStream<RecentRequest> sample =
        requests
            .flatMap(new SampleRecentRequests(live.recentPerSecond(), privacy))
            .returns(TypeInformation.of(RecentRequest.class))
            .setParallelism(requests.getParallelism())
            .uid(sampling.uid())
            .name(sampling.name());
    table(
            RecentRequestTable.TABLE,
            new RecentRequestTable(generation),
            List.of(RetentionRule.of("recent_request", "ts", live.recentRetention())))
        .attach(sample, id);
  }
}
