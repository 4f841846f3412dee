package io.sluice.devicealert.rule;

import java.util.List;

/**
 * What completes a rule.
 *
 * @param items the events it is made of; one for count, absence and duration
 * @param atLeast how many of them a count needs, else 0
 * @param window milliseconds: {@code within}, half open; {@code for} where time completes it
 * @param unless what cancels earlier ones
 */
public record Match(
    MatchKind kind, List<EventPattern> items, int atLeast, long window, List<EventPattern> unless) {

  public Match {
    items = List.copyOf(items);
    unless = List.copyOf(unless);
  }

  /** The form without what is not named in it. */
  public EventPattern of() {
    return items.get(0);
  }
}
