package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.rule.Rule;
import java.util.List;

/** What a detector has to say. */
public interface Findings {
  void alert(Alert alert);

  /** A rule was completed once more while its alert was open. */
  default void repeated(String ruleId) {}

  /**
   * A rule was completed, but asks for attributes of the device that nobody knows.
   *
   * @param ts of the completion
   * @param unknown their names
   * @param first whether that was never said of this rule and device
   */
  default void attributesUnknown(
      String deviceId, Rule rule, long ts, List<String> unknown, boolean first) {}

  /**
   * A device said more than its log takes; from now on its alerts say so, until its log holds all
   * again.
   *
   * @param dropped event time of the last event that was dropped
   */
  default void overflowed(String deviceId, long dropped) {}
}
