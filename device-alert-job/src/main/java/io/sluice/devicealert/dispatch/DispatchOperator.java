package io.sluice.devicealert.dispatch;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindBroadcastOperator;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs {@link DispatchAlerts} and tells it what a function is not told: how to set a timer for each
 * device that a broadcast act concerns, whether all inputs are idle, and that the end has come.
 */
public final class DispatchOperator
    extends WriteBehindBroadcastOperator<String, DispatchSignal, SharedAct, Dispatch> {
  private static final long serialVersionUID = 1L;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient long lastWatermark;

  public DispatchOperator(DispatchConfig config, StateConfig state) {
    super(new DispatchAlerts(config), List.of(DispatchAlerts.SHARED), state);
  }

  @Override
  public void open() throws Exception {
    super.open();
    lastWatermark = Long.MIN_VALUE;
    hosted().timersBy(time -> timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time));
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

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      hosted().ending(lastWatermark);
    } else {
      lastWatermark = mark.getTimestamp();
    }
    super.processWatermark(mark);
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    super.processWatermarkStatus(status, input);
    hosted().idle(combinedWatermark.isIdle());
  }

  private DispatchAlerts hosted() {
    return (DispatchAlerts) getUserFunction();
  }
}
