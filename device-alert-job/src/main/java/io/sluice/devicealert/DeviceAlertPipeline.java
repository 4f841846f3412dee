package io.sluice.devicealert;

import io.sluice.common.lookup.LookUpRows;
import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.common.time.JudgeLateness;
import io.sluice.devicealert.detect.DescribeDevices;
import io.sluice.devicealert.detect.DetectAlerts;
import io.sluice.devicealert.detect.DetectOperator;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.dispatch.DispatchStage;
import io.sluice.devicealert.dispatch.Explanation;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.DeviceEventDecoder;
import io.sluice.devicealert.event.Incoming;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.OperatorActionDecoder;
import io.sluice.devicealert.event.SplitRejects;
import io.sluice.devicealert.event.WorkOrder;
import io.sluice.devicealert.event.WorkOrderDecoder;
import io.sluice.devicealert.rule.CheckRules;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.devicealert.rule.RulePublication;
import io.sluice.devicealert.rule.RuleRecords;
import io.sluice.devicealert.sequence.SequenceStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * Device events to alerts, raised on arrival and taken back on evidence, and to who is sent out.
 *
 * <pre>
 * device-events ─ decode (in the source, per partition) ─ judge lateness ─ split ─┬─ rejected ─▶ rejects
 *                                                                                │
 *                                                          (describe devices, where configured)
 *                                                                                │ keyBy device
 * alert-rules ─ check ─┬─ broadcast ─────────────────────────────────────────▶ detect ─┬──────▶ alerts
 *                      └──────────────▶ rule status          (beside it SequenceStage) │└ late ─▶ late
 *                                                                                ▼
 * work-orders, operator-actions ─ decode ─ judge lateness ─ split ─────▶ dispatch (DispatchStage)
 * </pre>
 */
public final class DeviceAlertPipeline {
  private static final OutputTag<RuleChange> NO_RULES =
      new OutputTag<>("no-rules", TypeInformation.of(RuleChange.class));
  private static final OutputTag<WorkOrder> NO_WORK_ORDERS =
      new OutputTag<>("no-work-orders", TypeInformation.of(WorkOrder.class));
  private static final OutputTag<OperatorAction> NO_ACTIONS =
      new OutputTag<>("no-operator-actions", TypeInformation.of(OperatorAction.class));

  private static final Duration LONGEST_IN_BUFFER = Duration.ofMillis(10);

  private final DeviceAlertConfig config;
  private final DeviceAlertPorts ports;
  private final List<DataStream<Rejected>> rejects = new ArrayList<>();

  public DeviceAlertPipeline(DeviceAlertConfig config, DeviceAlertPorts ports) {
    this.config = config;
    this.ports = ports;
  }

  /** Builds the graph; somebody else executes it. */
  public void build(StreamExecutionEnvironment environment) {
    hurry(environment);
    SingleOutputStreamOperator<DeviceEvent> events =
        read(
            environment,
            ports.deviceEvents(),
            new DeviceEventDecoder(config.limits().catalogue()),
            DeviceEventDecoder.STAGE,
            new Steps(
                OperatorIds.READ_DEVICE_EVENTS,
                OperatorIds.JUDGE_LATENESS,
                OperatorIds.SPLIT_EVENTS));
    DataStream<DeviceEvent> described = described(events);
    SingleOutputStreamOperator<Alert> detected =
        described
            .keyBy(event -> event.deviceId)
            .connect(rules(environment, events).broadcast())
            .transform(
                OperatorIds.DETECT_ALERTS.name(),
                TypeInformation.of(Alert.class),
                new DetectOperator(config.detect(), config.state()))
            .uid(OperatorIds.DETECT_ALERTS.uid());
    DataStream<Alert> alerts = detected;
    DataStream<LateEvent> late = detected.getSideOutput(DetectAlerts.LATE);
    DataStream<Explanation> notRaised = detected.getSideOutput(DetectAlerts.EXPLANATIONS);
    if (config.sequences().wanted()) {
      SequenceStage.Outputs sequences =
          new SequenceStage(config.sequences(), config.state()).attach(described);
      alerts = detected.union(sequences.alerts());
      late = late.union(sequences.late());
      notRaised = notRaised.union(sequences.notRaised());
    }
    ports.alerts().attach(alerts, OperatorIds.WRITE_ALERTS);
    ports.late().attach(late, OperatorIds.WRITE_LATE);

    new DispatchStage(config.dispatch(), config.state(), ports.dispatch())
        .attach(alerts, notRaised, workOrders(environment, events), actions(environment, events));
    ports.rejects().attach(allRejects(), OperatorIds.WRITE_REJECTS);
  }

  /** An alert waits for no network buffer to fill, unless Flink's own setting says so. */
  private static void hurry(StreamExecutionEnvironment environment) {
    if (environment.getConfiguration().getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
      environment.setBufferTimeout(LONGEST_IN_BUFFER.toMillis());
    }
  }

  /** The operators of one input. */
  private record Steps(OperatorId read, OperatorId judge, OperatorId split) {}

  private <T extends Incoming> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment environment,
      SourcePort source,
      RecordDecoder<T> decoder,
      String stage,
      Steps steps) {
    DataStream<T> records =
        source.attach(environment, steps.read(), decoder, config.lateness().watermarks());
    DataStream<T> judged = JudgeLateness.of(records, config.lateness(), stage, steps.judge());
    SingleOutputStreamOperator<T> understood =
        beside(
            judged,
            judged.transform(
                steps.split().name(),
                records.getType(),
                new SplitRejects<>(stage, config.lateness().tolerance().toMillis())),
            steps.split());
    rejects.add(understood.getSideOutput(SplitRejects.REJECTED));
    return understood;
  }

  private DataStream<DeviceEvent> described(DataStream<DeviceEvent> events) {
    if (ports.dispatch().devices() == null) {
      return events;
    }
    OperatorId id = OperatorIds.DESCRIBE_DEVICES;
    return beside(
        events,
        events.transform(
            id.name(),
            events.getType(),
            new LookUpRows<>(
                DescribeDevices.STAGE, ports.dispatch().devices(), new DescribeDevices())),
        id);
  }

  /** Changes only, on a stream that is always idle: nobody waits for its event time. */
  private DataStream<RuleChange> rules(
      StreamExecutionEnvironment environment, SingleOutputStreamOperator<DeviceEvent> events) {
    DataStream<RulePublication> published = published(environment);
    if (published == null) {
      return events.getSideOutput(NO_RULES);
    }
    SingleOutputStreamOperator<RuleChange> checked =
        published
            .process(
                new CheckRules(
                    config.limits(), config.detect().initial(), config.detect().forgetAfter()))
            .setParallelism(1)
            .setMaxParallelism(1)
            .uid(OperatorIds.CHECK_RULES.uid())
            .name(OperatorIds.CHECK_RULES.name());
    ports
        .ruleStatus()
        .attach(checked.getSideOutput(CheckRules.STATUS), OperatorIds.WRITE_RULE_STATUS);
    return checked;
  }

  /** Null where rules do not change. */
  private DataStream<RulePublication> published(StreamExecutionEnvironment environment) {
    DataStream<RulePublication> records =
        ports.rules() == null
            ? null
            : ports
                .rules()
                .attach(
                    environment,
                    OperatorIds.READ_RULES,
                    new RuleRecords(),
                    AlwaysIdle.watermarks());
    if (ports.ruleTable() == null) {
      return records;
    }
    DataStream<RulePublication> rows =
        ports.ruleTable().attach(environment, OperatorIds.READ_RULE_TABLE, AlwaysIdle.watermarks());
    return records == null ? rows : records.union(rows);
  }

  private DataStream<WorkOrder> workOrders(
      StreamExecutionEnvironment environment, SingleOutputStreamOperator<DeviceEvent> events) {
    return ports.workOrders() == null
        ? events.getSideOutput(NO_WORK_ORDERS)
        : read(
            environment,
            ports.workOrders(),
            new WorkOrderDecoder(),
            WorkOrderDecoder.STAGE,
            new Steps(
                OperatorIds.READ_WORK_ORDERS,
                OperatorIds.JUDGE_WORK_ORDERS,
                OperatorIds.SPLIT_WORK_ORDERS));
  }

  private DataStream<OperatorAction> actions(
      StreamExecutionEnvironment environment, SingleOutputStreamOperator<DeviceEvent> events) {
    return ports.operatorActions() == null
        ? events.getSideOutput(NO_ACTIONS)
        : read(
            environment,
            ports.operatorActions(),
            new OperatorActionDecoder(),
            OperatorActionDecoder.STAGE,
            new Steps(
                OperatorIds.READ_OPERATOR_ACTIONS,
                OperatorIds.JUDGE_OPERATOR_ACTIONS,
                OperatorIds.SPLIT_OPERATOR_ACTIONS));
  }

  private DataStream<Rejected> allRejects() {
    DataStream<Rejected> all = rejects.get(0);
    for (DataStream<Rejected> more : rejects.subList(1, rejects.size())) {
      all = all.union(more);
    }
    return all;
  }

  /** As parallel as what it follows, so that it is chained to it and nothing is re-balanced. */
  private static <T> SingleOutputStreamOperator<T> beside(
      DataStream<?> before, SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.setParallelism(before.getParallelism()).uid(id.uid()).name(id.name());
  }
}
