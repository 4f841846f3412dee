package io.sluice.devicealert.dispatch;

import io.sluice.common.lookup.Answer;
import io.sluice.common.lookup.Enrichment;
import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.event.AlertAction;

/** Puts the configuration of its device into what is told of an opening. */
final class ApplyDeviceConfig implements Enrichment<DispatchSignal, DeviceConfig> {
  private static final long serialVersionUID = 1L;
  static final String STAGE = "look-up-devices";

  /** Only an opening asks: what closes an alert changes nothing of what it was. */
  @Override
  public String key(DispatchSignal signal) {
    boolean opening = signal.alert != null && signal.alert.action() == AlertAction.RAISE;
    return opening ? signal.deviceId : null;
  }

  @Override
  public void apply(DispatchSignal signal, Answer<DeviceConfig> answer) {
    signal.device = answer.row();
    signal.deviceKnown =
        switch (answer.kind()) {
          case FOUND, ABSENT, KEYLESS -> DeviceKnown.CURRENT;
          case STALE -> DeviceKnown.LAST_KNOWN;
          case UNKNOWN -> DeviceKnown.UNKNOWN;
        };
  }
}
