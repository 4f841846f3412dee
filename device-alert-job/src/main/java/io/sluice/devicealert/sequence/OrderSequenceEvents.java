package io.sluice.devicealert.sequence;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.event.EventType;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The Flink side of {@link OrderingOfEvents}: events leave when the watermark has passed them, so
 * that nothing is too late for flink-cep and everything is told once. What is behind the watermark,
 * though not beyond the tolerance (its partition had been idle), is listed as late.
 *
 * <p>State: a row per device, gone when the longest window has passed since it last mattered. Only
 * {@link OrderOperator} runs it.
 */
final class OrderSequenceEvents extends KeyedProcessFunction<String, SequenceEvent, SequenceEvent> {
  /** Events that may close alerts, and what was dropped. */
  static final OutputTag<SequenceSignal> SIGNALS =
      new OutputTag<>("sequence-signals", TypeInformation.of(SequenceSignal.class));

  static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-for-sequences", TypeInformation.of(LateEvent.class));

  private static final ValueStateDescriptor<OrderRow> ROW =
      new ValueStateDescriptor<>("order-row", TypeInformation.of(OrderRow.class));
  private static final long serialVersionUID = 1L;

  private final SequenceConfig config;

  private transient ValueState<OrderRow> rows;
  private transient OrderingOfEvents ordering;
  private transient StageMetrics metrics;
  private transient Consumer<SequenceEvent> inTheirTime;

  OrderSequenceEvents(SequenceConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getState(ROW);
    ordering = new OrderingOfEvents(config.book(), config.maxEvents());
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), SequenceStage.STAGE);
  }

  /** How events go on with their own timestamps, which Flink's collector does not do. */
  void emittingBy(Consumer<SequenceEvent> output) {
    inTheirTime = output;
  }

  @Override
  public void processElement(SequenceEvent event, Context context, Collector<SequenceEvent> out)
      throws Exception {
    metrics.in();
    OrderRow row = rows.value();
    row = row == null ? new OrderRow() : row;
    long time = SequenceEvent.cepTime(event.ts());
    if (event.late() || time <= context.timerService().currentWatermark()) {
      late(row, event, context);
      return;
    }
    ordering.arrive(row, event, new Telling(context));
    context.timerService().registerEventTimeTimer(time);
    rows.update(row);
  }

  /** A late recovery is judged, and listed, where the alerts are known. */
  private void late(OrderRow row, SequenceEvent event, Context context) {
    if (ordering.known(row, event)) {
      return;
    }
    if (event.late() || mayClose(event)) {
      context.output(SIGNALS, SequenceSignal.lateRecovery(event));
    } else {
      metrics.late();
      context.output(LATE, SequenceStage.late(event, LateEvent.NOTHING));
    }
  }

  private boolean mayClose(SequenceEvent event) {
    return event.type() == EventType.RECOVERY && config.book().revokes(event.type(), event.code());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SequenceEvent> out)
      throws Exception {
    OrderRow row = rows.value();
    if (row == null) {
      return;
    }
    ordering.pass(row, context.timerService().currentWatermark(), new Telling(context));
    if (row.empty()) {
      rows.clear();
      return;
    }
    long emptyAt = ordering.emptyAt(row);
    if (row.waiting.isEmpty() && emptyAt > context.timerService().currentWatermark()) {
      context.timerService().registerEventTimeTimer(emptyAt);
    }
    rows.update(row);
  }

  /** What comes of an event, as Flink's outputs. */
  private final class Telling implements OrderingOfEvents.Sink {
    private final Context context;

    Telling(Context context) {
      this.context = context;
    }

    @Override
    public void tell(SequenceEvent event) {
      metrics.out();
      inTheirTime.accept(event);
    }

    @Override
    public void revokes(SequenceEvent event) {
      context.output(SIGNALS, SequenceSignal.of(event));
    }

    @Override
    public void leftOut() {
      metrics.rejected("too-many-events");
    }

    @Override
    public void degraded(SequenceEvent event, boolean first) {
      context.output(SIGNALS, SequenceSignal.dropped(event.deviceId(), event.ts()));
      if (first) {
        context.output(
            LATE,
            new LateEvent(
                SequenceStage.STAGE,
                LateEvent.LOG_OVERFLOW,
                event.ts(),
                null,
                0,
                0,
                event.deviceId(),
                null,
                LateEvent.NEWEST_DROPPED));
      }
    }
  }
}
