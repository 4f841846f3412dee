package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.RuleChange;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What detection needs to know.
 *
 * @param tolerance L in milliseconds
 * @param maxLogEvents the most events that a device's log may hold
 * @param forgetAfter how long nothing is heard of a device without an open alert before it is
 *     forgotten
 * @param wallClock whether the clock on the wall has a say; not in a replay
 * @param initial the rules to start with, complete
 */
public record DetectConfig(
    long tolerance,
    int maxLogEvents,
    Duration forgetAfter,
    boolean wallClock,
    List<RuleChange> initial)
    implements Serializable {
  public DetectConfig {
    initial = new ArrayList<>(initial);
  }
}
