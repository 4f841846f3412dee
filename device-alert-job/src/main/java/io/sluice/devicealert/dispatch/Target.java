package io.sluice.devicealert.dispatch;

/** Names of what operators act on, in an {@link ActionBook}. */
final class Target {
  private static final String DEVICE = "device";

  private Target() {}

  /** The device whose book it is. */
  static String device() {
    return DEVICE;
  }

  static String rule(String ruleId) {
    return "rule:" + ruleId;
  }

  static String alert(String alertId) {
    return "alert:" + alertId;
  }
}
