package io.sluice.devicealert.live;

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
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.DeviceAlertPorts;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.detect.LateEventEncoder;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.event.DeviceEventDecoder;
import io.sluice.devicealert.message.AlertEncoder;
import io.sluice.devicealert.message.DispatchEncoder;
import io.sluice.devicealert.rule.RulePublication;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The ports of a deployment: topics in and out, tables in Postgres. Alerts and dispatches go to
 * their topic and, by a sink of its own, to their table.
 */
public final class LivePorts {
  /** What dead letters, migrations and transactions call the job. */
  public static final String JOB = "device-alert";

  private final LiveConfig live;
  private final long generation;

  private LivePorts(DeviceAlertConfig config, LiveConfig live) {
    this.live = live;
    this.generation = config.runtime().generation();
  }

  public static DeviceAlertPorts of(DeviceAlertConfig config, LiveConfig live) {
    return new LivePorts(config, live).ports();
  }

  /**
   * The job's configuration with the rules that are published when it is submitted, so that the
   * whole set is there before the first event is read. The tables must be there.
   */
  public static DeviceAlertConfig withPublishedRules(DeviceAlertConfig config, LiveConfig live) {
    List<RulePublication> published = new ArrayList<>();
    if (!live.ruleTopic().isEmpty()) {
      published.addAll(PublishedRules.ofTopic(live.kafka(), live.ruleTopic()));
    }
    if (live.ruleTable() != null) {
      published.addAll(live.ruleTable().now());
    }
    return config.startingWith(
        PublishedRules.taken(published, config.limits(), config.detect().initial()));
  }

  private DeviceAlertPorts ports() {
    LiveConfig.Topics topics = live.topics();
    return new DeviceAlertPorts(
        KafkaRecordSource.of(live.kafka(), topics.deviceEvents(), topics.group()),
        source(topics.workOrders()),
        source(topics.operatorActions()),
        ruleTopic(),
        live.ruleTable(),
        both(
            topic(topics.deviceAlerts(), live.guarantee(), new AlertEncoder(false)),
            table(AlertTable.TABLE, new AlertTable(generation), "ts"),
            OperatorIds.WRITE_ALERT_TABLE),
        JdbcUpsertSink.into(live.jdbc(), RuleStatusTable.TABLE, new RuleStatusTable(generation)),
        topic(topics.lateEvents(), DeliveryGuarantee.AT_LEAST_ONCE, new LateEventEncoder()),
        DeadLetterSink.to(live.kafka(), topics.deadLetters(), JOB, DeviceEventDecoder.class),
        dispatch(topics));
  }

  private DispatchPorts dispatch(LiveConfig.Topics topics) {
    return new DispatchPorts(
        live.devices(),
        both(
            topic(topics.deviceDispatches(), live.guarantee(), new DispatchEncoder(false)),
            table(DispatchTable.TABLE, new DispatchTable(generation), "ts"),
            OperatorIds.WRITE_DISPATCH_TABLE),
        table(ExplanationTable.TABLE, new ExplanationTable(generation), "ts"));
  }

  private SourcePort source(String topic) {
    return topic.isEmpty()
        ? null
        : KafkaRecordSource.of(live.kafka(), topic, live.topics().group() + "-" + topic);
  }

  private SourcePort ruleTopic() {
    String topic = live.ruleTopic();
    return topic.isEmpty()
        ? null
        : KafkaRecordSource.of(live.kafka(), topic, live.topics().group() + "-" + topic)
            .startingAt(StartingOffsets.EARLIEST);
  }

  private <T> SinkPort<T> topic(
      String topic, DeliveryGuarantee guarantee, RecordEncoder<T> encoder) {
    return KafkaRecordSink.to(live.kafka(), topic, guarantee, encoder)
        .transactionalIdPrefix(live.topics().group() + "-" + topic)
        .build();
  }

  private <T> SinkPort<T> table(JdbcTable table, RowWriter<T> rows, String age) {
    return JdbcUpsertSink.into(live.jdbc(), table, rows)
        .retiring(List.of(RetentionRule.of(table.name(), age, live.retention())));
  }

  private static <T> SinkPort<T> both(SinkPort<T> topic, SinkPort<T> table, OperatorId tableId) {
    return (stream, id) -> {
      topic.attach(stream, id);
      table.attach(stream, tableId);
    };
  }
}
