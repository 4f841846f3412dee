package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.Alert;
import org.apache.flink.util.Collector;

/** Every alert message is told. */
final class SignalAlerts implements Telling<Alert> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(Alert alert, Collector<DispatchSignal> out) {
    out.collect(DispatchSignal.of(alert));
  }
}
