package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.Rule;
import java.util.List;

/** Whether a rule is for a device; without a device configuration each is. */
final class Applies {
  private Applies() {}

  static boolean to(Rule rule, DeviceRow row) {
    return !row.configured
        || rule.appliesTo().all()
        || rule.appliesTo().takes(row.level, row.model, row.version);
  }

  /**
   * The attributes for want of which a rule is not for a device; none where another excludes it.
   */
  static List<String> unknown(Rule rule, DeviceRow row) {
    return row.configured ? rule.appliesTo().unknown(row.level, row.model, row.version) : List.of();
  }
}
