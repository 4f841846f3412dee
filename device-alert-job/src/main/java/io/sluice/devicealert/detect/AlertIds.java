package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.ContentHash;

/** Ids of alerts: the same alert has the same id in every run, on every machine. */
public final class AlertIds {
  private AlertIds() {}

  /**
   * @param opening id of the event that opened it; {@code @} and the milliseconds of the deadline
   *     where there is none
   */
  public static String of(String deviceId, String ruleId, String opening) {
    return ContentHash.of(deviceId, ruleId, opening);
  }
}
