package io.sluice.devicealert.detect;

import io.sluice.common.lookup.Answer;
import io.sluice.common.lookup.Enrichment;
import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.event.DeviceEvent;

/**
 * Puts into an event what {@code appliesTo} may ask about its device. In an outage that is the last
 * known; where not even that is there, detection goes on with what the device's row says.
 */
public final class DescribeDevices implements Enrichment<DeviceEvent, DeviceConfig> {
  public static final String STAGE = "describe-devices";

  private static final long serialVersionUID = 1L;

  @Override
  public String key(DeviceEvent event) {
    return event.deviceId;
  }

  @Override
  public void apply(DeviceEvent event, Answer<DeviceConfig> answer) {
    event.configured = true;
    event.described = answer.kind() != Answer.Kind.UNKNOWN;
    if (answer.row() != null) {
      event.level = answer.row().level();
      event.model = answer.row().model();
      event.version = answer.row().version();
    }
  }
}
