package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The Flink side of {@link DeviceDispatch}: keyed by device, with acts on rules and alerts coming
 * to every subtask. An event-time timer stands at the next time at which a device has something to
 * decide, so what comes out is in the order of time per subtask. Only {@link DispatchOperator} runs
 * it.
 *
 * <p>State: a row per device, gone when nothing is open, nothing is remembered and nothing is
 * shelved; the acts on rules and alerts, each gone when it has lost its meaning.
 */
public final class DispatchAlerts
    extends KeyedBroadcastProcessFunction<String, DispatchSignal, SharedAct, Dispatch> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Explanation> EXPLANATIONS =
      new OutputTag<>("explanations", TypeInformation.of(Explanation.class));

  static final MapStateDescriptor<String, SharedAct> SHARED =
      new MapStateDescriptor<>("shared-acts", Types.STRING, TypeInformation.of(SharedAct.class));
  private static final ValueStateDescriptor<DispatchRow> ROW =
      new ValueStateDescriptor<>("dispatch-row", new DispatchRowSerializer());

  private final DispatchConfig config;

  private transient ValueState<DispatchRow> rows;
  private transient ActionBook shared;
  private transient boolean loaded;
  private transient DeviceDispatch dispatch;
  private transient WallClock wall;
  private transient DispatchMetrics metrics;
  private transient LongConsumer eventTimers;
  private transient boolean idle;
  private transient Outbox outbox;

  public DispatchAlerts(DispatchConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getState(ROW);
    shared = new ActionBook();
    dispatch = new DeviceDispatch(config.rules(), shared);
    wall = WallClock.of(config);
    metrics = new DispatchMetrics(getRuntimeContext().getMetricGroup());
    outbox = new Outbox(metrics, config.floodControl());
  }

  /** How timers are set for the current key where Flink's contexts offer none. */
  void timersBy(LongConsumer timers) {
    eventTimers = timers;
  }

  void idle(boolean silent) {
    idle = silent;
  }

  /** No watermark comes any more. */
  void ending(long lastWatermark) {
    dispatch.remindUntil(lastWatermark);
  }

  @Override
  public void processElement(
      DispatchSignal signal, ReadOnlyContext context, Collector<Dispatch> out) throws Exception {
    load(context.getBroadcastState(SHARED));
    outbox.to(out, explanation -> context.output(EXPLANATIONS, explanation));
    DispatchRow row = row();
    tell(row, signal);
    if (!wall.off()) {
      wall.heard(row, signal.ts, context.currentProcessingTime());
    }
    dispatch.advance(row, context.currentWatermark(), outbox);
    keep(row, context);
  }

  private DispatchRow row() throws Exception {
    DispatchRow row = rows.value();
    return row == null ? new DispatchRow() : row;
  }

  private void tell(DispatchRow row, DispatchSignal signal) {
    if (signal.alert != null) {
      tell(row, signal, signal.alert);
    } else if (signal.act == null) {
      dispatch.workOrder(
          row, new WorkOrders.Entry(signal.orderedFor, signal.ts, signal.orderState));
    } else {
      ActionBook.Act act = ActionBook.Act.valueOf(signal.act.name());
      dispatch.act(row, new ActionBook.Entry(Target.device(), signal.ts, act, signal.until));
    }
  }

  private void tell(DispatchRow row, DispatchSignal signal, Alert said) {
    HeldAlert alert = HeldAlert.of(said, signal.device, signal.deviceKnown);
    if (said.action() == AlertAction.RAISE) {
      dispatch.raise(row, alert, outbox);
    } else {
      boolean never = Alert.LATE_EVIDENCE.equals(said.reason());
      alert.revokedBy = alert.cause();
      dispatch.revoke(row, alert, said.ts(), said.reason(), never, outbox);
    }
  }

  private void keep(DispatchRow row, ReadOnlyContext context) throws Exception {
    if (row.empty()) {
      rows.clear();
      return;
    }
    long next = dispatch.next(row);
    if (next != HeldAlert.NEVER) {
      context.timerService().registerEventTimeTimer(next);
    }
    if (!wall.off()) {
      watchTheWall(row, context);
    }
    rows.update(row);
  }

  private void watchTheWall(DispatchRow row, ReadOnlyContext context) {
    long decision = dispatch.nextDecision(row);
    if (decision != HeldAlert.NEVER) {
      long ring = wall.ring(row, decision, context.currentProcessingTime());
      if (ring < row.wallTimer) {
        row.wallTimer = ring;
        context.timerService().registerProcessingTimeTimer(ring);
      }
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Dispatch> out) throws Exception {
    DispatchRow row = rows.value();
    if (row == null) {
      return;
    }
    load(context.getBroadcastState(SHARED));
    outbox.to(out, explanation -> context.output(EXPLANATIONS, explanation));
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      dispatch.advance(row, time, outbox);
    } else {
      row.wallTimer = HeldAlert.NEVER;
      if (idle && !wall.off()) {
        decideByTheWall(row, context.currentProcessingTime());
      }
    }
    keep(row, context);
  }

  private void decideByTheWall(DispatchRow row, long now) {
    long time = wall.eventTime(row, now);
    if (dispatch.nextDecision(row) <= time) {
      metrics.decidedByTheWall();
      outbox.byTheWall = true;
      dispatch.advance(row, time, outbox);
      outbox.byTheWall = false;
    }
  }

  @Override
  public void processBroadcastElement(SharedAct act, Context context, Collector<Dispatch> out)
      throws Exception {
    BroadcastState<String, SharedAct> state = context.getBroadcastState(SHARED);
    load(state);
    ActionBook.Entry entry = act.entry();
    shared.add(entry);
    state.put(act.key(), act);
    forget(state, context.currentWatermark());
    context.applyToKeyedState(ROW, (device, row) -> wake(row, entry));
  }

  /** Has a device look again at the time of an act on one of its rules or alerts. */
  private void wake(ValueState<DispatchRow> state, ActionBook.Entry act) throws Exception {
    DispatchRow row = state.value();
    if (row != null && concerns(row, act)) {
      row.overdue |= act.ts() <= row.clock;
      state.update(row);
      eventTimers.accept(Math.max(act.ts(), row.clock));
    }
  }

  private static boolean concerns(DispatchRow row, ActionBook.Entry act) {
    return row.alerts.stream()
        .anyMatch(
            alert ->
                !alert.over()
                    && (act.target().equals(Target.rule(alert.ruleId))
                        || act.target().equals(Target.alert(alert.alertId))));
  }

  private void load(ReadOnlyBroadcastState<String, SharedAct> state) throws Exception {
    if (!loaded) {
      for (Map.Entry<String, SharedAct> entry : state.immutableEntries()) {
        shared.add(entry.getValue().entry());
      }
      loaded = true;
    }
  }

  private void forget(BroadcastState<String, SharedAct> state, long watermark) throws Exception {
    if (watermark == Long.MIN_VALUE) {
      return;
    }
    List<ActionBook.Entry> before = new ArrayList<>(shared.entries());
    shared.prune(watermark - config.rules().remember());
    before.removeAll(shared.entries());
    for (ActionBook.Entry gone : before) {
      state.remove(SharedAct.of(gone).key());
    }
  }

  /** Where decisions of the current call go. */
  private static final class Outbox implements Decisions {
    private final DispatchMetrics metrics;
    private final boolean floodControl;
    private Collector<Dispatch> out;
    private Consumer<Explanation> side;
    private boolean byTheWall;

    Outbox(DispatchMetrics metrics, boolean floodControl) {
      this.metrics = metrics;
      this.floodControl = floodControl;
    }

    void to(Collector<Dispatch> main, Consumer<Explanation> explanations) {
      out = main;
      side = explanations;
    }

    @Override
    public void send(Dispatch message) {
      metrics.sent(message.action);
      message.byTheWall = byTheWall;
      out.collect(message);
    }

    @Override
    public void settled(Dispatch unsaid) {
      if (floodControl) {
        unsaid.byTheWall = byTheWall;
        out.collect(unsaid);
      }
    }

    @Override
    public void explain(Explanation explanation) {
      metrics.explained(explanation.step);
      side.accept(explanation);
    }
  }
}
