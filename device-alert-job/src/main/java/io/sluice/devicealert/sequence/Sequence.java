package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.ContentHash;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.rule.AppliesTo;
import io.sluice.devicealert.rule.EventPattern;
import java.io.Serializable;
import java.util.List;

/**
 * Events that follow each other on a device and make an alert. Fixed for the run of a job.
 *
 * @param version says its author, 1 unless said
 * @param priority decides where severities tie, the larger first
 * @param hold milliseconds that a dispatch of it waits
 * @param overrides alert types that it suppresses on its device
 * @param within milliseconds between the first event and the last, half open; where the last step
 *     forbids something, that it must not come for
 * @param hearsAll whether it hears every event of its device
 * @param among events that it hears beside those of its steps, where it does not hear all
 */
public record Sequence(
    String id,
    long version,
    String alertType,
    Severity severity,
    int priority,
    long hold,
    List<String> overrides,
    AppliesTo appliesTo,
    List<SequenceStep> steps,
    long within,
    boolean hearsAll,
    List<EventPattern> among,
    List<EventPattern> revokeOn)
    implements Serializable {
  private static final int SHAPE_LENGTH = 8;

  public Sequence {
    overrides = List.copyOf(overrides);
    steps = List.copyOf(steps);
    among = List.copyOf(among);
    revokeOn = List.copyOf(revokeOn);
  }

  /** Whether flink-cep is told of such an event: contiguity is judged among these. */
  public boolean hears(EventType type, String code) {
    if (hearsAll || SequenceStep.anyMatches(among, type, code)) {
      return true;
    }
    for (SequenceStep step : steps) {
      if (step.matches(type, code)) {
        return true;
      }
    }
    return false;
  }

  public boolean beginsWith(EventType type, String code) {
    return steps.get(0).matches(type, code);
  }

  public boolean revokedBy(EventType type, String code) {
    return SequenceStep.anyMatches(revokeOn, type, code);
  }

  /** Whether it is complete when something has not come in time. */
  public boolean endsByTime() {
    return steps.get(steps.size() - 1).contiguity().forbids();
  }

  /**
   * A hash of what flink-cep makes states of. Another one cannot read those states, so it is part
   * of the operator's uid.
   */
  public String shape() {
    return ContentHash.of(steps, within, hearsAll, among).substring(0, SHAPE_LENGTH);
  }
}
