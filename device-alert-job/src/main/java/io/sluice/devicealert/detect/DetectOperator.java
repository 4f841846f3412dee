package io.sluice.devicealert.detect;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindBroadcastOperator;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.RuleChange;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs {@link DetectAlerts} and gives it what a function is not given: timers for each device that
 * a change of the rules concerns, and event time of the events alone. Of two inputs Flink takes the
 * time of the one that is not idle: a rule that came while all devices were silent would set it.
 */
public final class DetectOperator
    extends WriteBehindBroadcastOperator<String, DeviceEvent, RuleChange, Alert> {
  private static final long serialVersionUID = 1L;
  private static final int RULES = 1;

  private transient InternalTimerService<VoidNamespace> timers;

  public DetectOperator(DetectConfig config, StateConfig state) {
    super(new DetectAlerts(config), List.of(DetectAlerts.RULES), state);
  }

  @Override
  public void open() throws Exception {
    super.open();
    super.processWatermarkStatus(WatermarkStatus.IDLE, RULES);
    DetectAlerts hosted = (DetectAlerts) getUserFunction();
    hosted.timersBy(time -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time));
  }

  /** Of the rules, which have no time. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input != RULES) {
      super.processWatermarkStatus(status, input);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the process function's timers have no namespace
  public <A, N> InternalTimerService<N> getInternalTimerService(
      String name, TypeSerializer<N> namespaceSerializer, Triggerable<A, N> triggerable) {
    InternalTimerService<N> service =
        super.getInternalTimerService(name, namespaceSerializer, triggerable);
    timers = (InternalTimerService<VoidNamespace>) service;
    return service;
  }
}
