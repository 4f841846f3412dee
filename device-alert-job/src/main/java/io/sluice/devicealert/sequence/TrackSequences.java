package io.sluice.devicealert.sequence;

import io.sluice.common.runtime.StageMetrics;
import io.sluice.devicealert.detect.AlertIds;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.dispatch.Explanation;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The Flink side of {@link DeviceSequences}: matches and closing events of a device wait for the
 * watermark and are judged in order. Counts {@code alerts-raised}, {@code alerts-revoked}, {@code
 * alert-repeats} and {@code attributes-unknown} in the group {@code sluice}.
 *
 * <p>State: a row per device, gone when no alert is open and nothing waits. Only {@link
 * TrackOperator} runs it.
 */
final class TrackSequences extends KeyedProcessFunction<String, SequenceSignal, Alert> {
  static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-recoveries", TypeInformation.of(LateEvent.class));

  /** Completions that raised nothing; the same again each time. */
  static final OutputTag<Explanation> EXPLANATIONS =
      new OutputTag<>("sequences-not-raised", TypeInformation.of(Explanation.class));

  static final ValueStateDescriptor<TrackRow> ROW =
      new ValueStateDescriptor<>("track-row", TypeInformation.of(TrackRow.class));
  private static final long serialVersionUID = 1L;

  private final SequenceConfig config;

  private transient ValueState<TrackRow> rows;
  private transient DeviceSequences sequences;
  private transient Outputs outputs;
  private transient StageMetrics metrics;
  private transient long lastWatermark;

  TrackSequences(SequenceConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getState(ROW);
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), SequenceStage.STAGE);
    outputs = new Outputs(getRuntimeContext().getMetricGroup().addGroup("sluice"));
    sequences = new DeviceSequences(config.book(), outputs);
    lastWatermark = Long.MAX_VALUE - 1;
  }

  /** No watermark comes any more but the end; what time has brought is up to here. */
  void ending(long watermark) {
    lastWatermark = watermark;
  }

  @Override
  public void processElement(SequenceSignal signal, Context context, Collector<Alert> out)
      throws Exception {
    metrics.in();
    TrackRow row = rows.value();
    row = row == null ? new TrackRow() : row;
    long next = context.timerService().currentWatermark() + 1;
    row.waiting.add(signal);
    context.timerService().registerEventTimeTimer(Math.max(signal.ts(), next));
    rows.update(row);
  }

  private long now(Context context) {
    return config.wallClock() ? context.timerService().currentProcessingTime() : Long.MIN_VALUE;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
    TrackRow row = rows.value();
    if (row == null) {
      return;
    }
    outputs.to(out, context);
    long watermark = context.timerService().currentWatermark();
    sequences.pass(row, watermark, Math.min(watermark, lastWatermark), now(context));
    if (watermark != Long.MAX_VALUE) {
      sequences.closeOrphans(row, watermark, now(context));
    }
    if (row.droppedAt != Long.MIN_VALUE && watermark != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(sequences.meaninglessAt(row));
    }
    keep(row);
  }

  private void keep(TrackRow row) throws Exception {
    if (row.empty()) {
      rows.clear();
    } else {
      rows.update(row);
    }
  }

  /** Where what is said in the current call goes. */
  private final class Outputs implements DeviceSequences.Sayings {
    private final Counter raised;
    private final Counter revoked;
    private final Counter repeats;
    private final Counter unknown;
    private Collector<Alert> alerts;
    private Context context;

    Outputs(MetricGroup group) {
      raised = group.counter("alerts-raised");
      revoked = group.counter("alerts-revoked");
      repeats = group.counter("alert-repeats");
      unknown = group.counter("attributes-unknown");
    }

    void to(Collector<Alert> main, Context side) {
      alerts = main;
      context = side;
    }

    @Override
    public void alert(Alert alert) {
      metrics.out();
      (alert.action() == AlertAction.RAISE ? raised : revoked).inc();
      alerts.collect(alert);
    }

    @Override
    public void repeated() {
      repeats.inc();
    }

    @Override
    public void attributesUnknown(Sequence sequence, SequenceSignal match, List<String> names) {
      unknown.inc();
      String id = AlertIds.of(match.deviceId(), sequence.id(), Explanation.ATTRIBUTE_UNKNOWN);
      context.output(
          EXPLANATIONS,
          Explanation.notRaised(
              id, match.deviceId(), sequence.id(), sequence.alertType(), match.ts(), names));
    }

    /** Of what detection knows to be late it lists itself that it was not applied. */
    @Override
    public void lateRecovery(SequenceEvent event, boolean closedAnAlert) {
      if (!event.late()) {
        metrics.late();
      }
      if (closedAnAlert || !event.late()) {
        String kept = closedAnAlert ? LateEvent.REVOKED : LateEvent.NOTHING;
        context.output(LATE, SequenceStage.late(event, kept));
      }
    }
  }
}
