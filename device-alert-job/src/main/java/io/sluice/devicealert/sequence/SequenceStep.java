package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.EventPattern;
import java.io.Serializable;
import java.util.List;

/**
 * One step of a sequence.
 *
 * @param events any of them does
 * @param optional whether the sequence may go on without it
 * @param consecutive whether nothing else may lie between its repetitions
 * @param from how often it comes at least
 * @param to how often at most, {@link #WITHOUT_END} for any number
 */
public record SequenceStep(
    Contiguity contiguity,
    List<EventPattern> events,
    boolean optional,
    boolean consecutive,
    int from,
    int to)
    implements Serializable {
  public static final int WITHOUT_END = Integer.MAX_VALUE;

  public SequenceStep {
    events = List.copyOf(events);
  }

  public boolean matches(EventType type, String code) {
    return anyMatches(events, type, code);
  }

  /** Whether it always stands for the same number of events. */
  public boolean fixed() {
    return !optional && from == to;
  }

  /** Whether it always stands for one event. */
  public boolean once() {
    return !optional && from == 1 && to == 1;
  }

  /** Whether it depends on which events are heard beside those that are named. */
  public boolean strict() {
    return contiguity.strict() || consecutive;
  }

  static boolean anyMatches(List<EventPattern> patterns, EventType type, String code) {
    for (EventPattern pattern : patterns) {
      if (pattern.matches(type, code)) {
        return true;
      }
    }
    return false;
  }
}
