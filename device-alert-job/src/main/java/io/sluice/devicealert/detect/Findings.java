package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;

/** What a detector has to say. */
public interface Findings {
  void alert(Alert alert);

  /** A rule was completed once more while its alert was open. */
  default void repeated(String ruleId) {}

  /** A rule was completed, but asks for an attribute of the device that nobody knows. */
  default void attributeUnknown(String ruleId, String deviceId) {}

  /**
   * A device said more than its log takes; from now on its alerts say so, until its log holds all
   * again.
   *
   * @param dropped event time of the last event that was dropped
   */
  default void overflowed(String deviceId, long dropped) {}
}
