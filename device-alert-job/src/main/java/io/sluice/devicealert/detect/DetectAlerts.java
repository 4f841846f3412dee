package io.sluice.devicealert.detect;

import io.sluice.devicealert.dispatch.Explanation;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleBook;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.devicealert.rule.RuleLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The Flink side of {@link DeviceDetector}: keyed by device, rules by broadcast. Only {@link
 * DetectOperator} runs it.
 *
 * <p>State: a row per device, gone when nothing has been heard of it for long and no alert is open;
 * the versions of rules, each gone when another has replaced it for longer than a device is
 * remembered.
 */
public final class DetectAlerts
    extends KeyedBroadcastProcessFunction<String, DeviceEvent, RuleChange, Alert> {
  /** What metrics call this step. */
  public static final String STAGE = "detect";

  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-events", TypeInformation.of(LateEvent.class));

  public static final OutputTag<Explanation> EXPLANATIONS =
      new OutputTag<>("not-raised", TypeInformation.of(Explanation.class));

  static final MapStateDescriptor<String, RuleChange> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, TypeInformation.of(RuleChange.class));

  private static final ValueStateDescriptor<DeviceRow> ROW =
      new ValueStateDescriptor<>("device-row", DeviceRowSerializer.INSTANCE);
  private static final long serialVersionUID = 1L;

  private final DetectConfig config;

  private transient ValueState<DeviceRow> rows;
  private transient DeviceDetector detector;
  private transient DetectMetrics metrics;
  private transient LongConsumer timers;
  private transient boolean loaded;
  private transient Collector<Alert> alerts;
  private transient Consumer<LateEvent> late;
  private transient Consumer<Explanation> explanations;

  public DetectAlerts(DetectConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getState(ROW);
    metrics = new DetectMetrics(getRuntimeContext().getMetricGroup());
    detector = new DeviceDetector(config.tolerance(), config.maxLogEvents(), new Sayings());
  }

  /** How timers are set for the current key where Flink's contexts offer none. */
  void timersBy(LongConsumer setter) {
    timers = setter;
  }

  private final class Sayings implements Findings {
    @Override
    public void alert(Alert alert) {
      metrics.alert(alert.action());
      alerts.collect(alert);
    }

    @Override
    public void repeated(String ruleId) {
      metrics.repeated();
    }

    @Override
    public void attributesUnknown(
        String deviceId, Rule rule, long ts, List<String> unknown, boolean first) {
      metrics.attributeUnknown();
      if (first) {
        String id = AlertIds.of(deviceId, rule.id(), Explanation.ATTRIBUTE_UNKNOWN);
        explanations.accept(Explanation.notRaised(id, deviceId, rule, ts, unknown));
      }
    }

    @Override
    public void overflowed(String deviceId, long dropped) {
      metrics.overflowed();
      late.accept(
          new LateEvent(
              LateEvent.LOG_OVERFLOW, dropped, null, 0, 0, deviceId, null, LateEvent.DEGRADED));
    }
  }

  @Override
  public void processElement(DeviceEvent event, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    load(context.getBroadcastState(RULES));
    to(out, said -> context.output(LATE, said), said -> context.output(EXPLANATIONS, said));
    metrics.stage().in();
    DeviceRow row = rows.value();
    row = row == null ? new DeviceRow() : row;
    long ts = event.future ? event.arrival : event.ts;
    DeviceDetector.Outcome outcome =
        detector.event(row, event, ts, now(context.currentProcessingTime()));
    if (event.late || event.future) {
      late.accept(listed(event, outcome));
    }
    if (row.passed != DeviceRow.NOT_YET || row.log.size() > 0) {
      keep(row);
    }
  }

  private long now(long processingTime) {
    return config.wallClock() ? processingTime : Long.MIN_VALUE;
  }

  private static LateEvent listed(DeviceEvent event, DeviceDetector.Outcome outcome) {
    String kept =
        switch (outcome) {
          case NOT_APPLIED, KNOWN -> LateEvent.NOTHING;
          case REVOKED_ONLY -> LateEvent.REVOKED;
          case APPLIED -> LateEvent.AT_ARRIVAL;
        };
    return new LateEvent(
        event.late ? LateEvent.LATE : LateEvent.FUTURE,
        event.ts,
        event.topic,
        event.partition,
        event.offset,
        event.deviceId,
        event.eventId,
        kept);
  }

  /** Each context has its own outputs. */
  private void to(Collector<Alert> out, Consumer<LateEvent> side, Consumer<Explanation> why) {
    alerts = out;
    late = side;
    explanations = why;
  }

  /** One timer stands at a time, at the next deadline or the time to forget the device. */
  private void keep(DeviceRow row) throws Exception {
    keep(row, Math.min(forgetAt(row), row.nextDeadline - 1));
  }

  private void keep(DeviceRow row, long next) throws Exception {
    if (next < row.timer) {
      row.timer = next;
      timers.accept(next);
    }
    rows.update(row);
  }

  private long forgetAt(DeviceRow row) {
    return row.heardAt() + config.forgetAfter().toMillis();
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    DeviceRow row = rows.value();
    if (row == null) {
      return;
    }
    row.timer = DeviceRow.NEVER;
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      // What only the end brings is not judged; whoever restores this finds that no timer stands.
      rows.update(row);
      return;
    }
    load(context.getBroadcastState(RULES));
    to(out, said -> context.output(LATE, said), said -> context.output(EXPLANATIONS, said));
    detector.timePassed(
        context.getCurrentKey(), row, time + 1, now(context.currentProcessingTime()));
    if (time < forgetAt(row)) {
      keep(row);
    } else if (row.anyOpen() || row.nextDeadline != DeviceRow.NEVER) {
      // Forgotten when its last alert has closed: then it is looked at again, as at its deadlines.
      keep(row, row.nextDeadline - 1);
    } else {
      rows.clear();
    }
  }

  @Override
  public void processBroadcastElement(RuleChange change, Context context, Collector<Alert> out)
      throws Exception {
    BroadcastState<String, RuleChange> state = context.getBroadcastState(RULES);
    load(state);
    RuleLine line = detector.book().line(change.ruleId());
    if (line != null && change.version() <= line.last().version()) {
      return;
    }
    to(out, said -> context.output(LATE, said), said -> context.output(EXPLANATIONS, said));
    for (RuleChange initial : missing(state)) {
      state.put(initial.key(), initial);
    }
    state.put(change.key(), change);
    Rule rule = change.rule();
    detector.use(
        detector
            .book()
            .with(List.of(rule))
            .since(rule.id(), replacedBefore(change, context.currentWatermark())));
    forgetOthers(state, rule.id());
    metrics.rules(detector.book().lines().size());
    Set<String> changed = Set.of(rule.id());
    long now = now(context.currentProcessingTime());
    context.applyToKeyedState(
        ROW,
        (device, held) -> {
          DeviceRow row = held.value();
          if (row != null) {
            detector.rulesChanged(device, row, changed, rule.effectiveFrom(), now);
            keep(row);
          }
        });
  }

  /** No event and no open alert asks for a version that was replaced before. */
  private long replacedBefore(RuleChange change, long watermark) {
    long now = Math.min(change.knownAt(), watermark);
    return now < 0 ? 0 : now - config.forgetAfter().toMillis();
  }

  private void forgetOthers(BroadcastState<String, RuleChange> state, String ruleId)
      throws Exception {
    RuleLine line = detector.book().line(ruleId);
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, RuleChange> each : state.immutableEntries()) {
      RuleChange change = each.getValue();
      if (change.ruleId().equals(ruleId) && !line.has(change.version())) {
        gone.add(each.getKey());
      }
    }
    for (String key : gone) {
      state.remove(key);
    }
  }

  /** The rules that the job started with, as long as the state does not have them. */
  private List<RuleChange> missing(ReadOnlyBroadcastState<String, RuleChange> state)
      throws Exception {
    return state.immutableEntries().iterator().hasNext() ? List.of() : config.initial();
  }

  private void load(ReadOnlyBroadcastState<String, RuleChange> state) throws Exception {
    if (loaded) {
      return;
    }
    loaded = true;
    List<RuleChange> changes = new ArrayList<>();
    for (Map.Entry<String, RuleChange> each : state.immutableEntries()) {
      changes.add(each.getValue());
    }
    changes.sort(Comparator.comparing(RuleChange::ruleId).thenComparingLong(RuleChange::version));
    List<RuleChange> rules = changes.isEmpty() ? config.initial() : changes;
    detector.use(RuleBook.empty().with(rules.stream().map(RuleChange::rule).toList()));
    metrics.rules(detector.book().lines().size());
  }
}
