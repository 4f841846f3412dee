package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.OperatorAction;
import org.apache.flink.util.Collector;

/** Acts on a device are told to that device. */
final class SignalActs implements Telling<OperatorAction> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(OperatorAction action, Collector<DispatchSignal> out) {
    if (action.rejected == null && action.deviceId != null) {
      out.collect(DispatchSignal.of(action));
    }
  }
}
