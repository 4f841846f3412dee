package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.Rule;

/** Whether a rule is for a device; without a device configuration each is. */
final class Applies {
  private Applies() {}

  static boolean to(Rule rule, DeviceRow row) {
    return !row.configured
        || rule.appliesTo().all()
        || rule.appliesTo().takes(row.level, row.model, row.version);
  }

  static boolean asksForUnknown(Rule rule, DeviceRow row) {
    return row.configured && rule.appliesTo().asksForUnknown(row.level, row.model, row.version);
  }
}
