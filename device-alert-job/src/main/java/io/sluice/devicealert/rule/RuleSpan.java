package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.util.List;

/**
 * A version of a rule with the stretch of event time that it judges, ready to be matched.
 *
 * <p>{@code unless} as masks over the items: the recovery of a listed code cancels earlier raises
 * of that code only, everything else cancels all. A duration is also cancelled by the recovery of
 * the very code that was raised, which {@link #recoversItself} says.
 */
public final class RuleSpan {
  /** Cancels the raises of all items. */
  public static final int ALL = -1;

  private final Rule rule;
  private final long from;
  private final long to;
  private final long lifeStart;
  private final int[] cancelled;

  /**
   * @param from of the completions that it judges
   * @param to likewise, exclusive
   * @param lifeStart from when on events may be matched: since then the rule has been there
   */
  RuleSpan(Rule rule, long from, long to, long lifeStart) {
    this.rule = rule;
    this.from = from;
    this.to = to;
    this.lifeStart = lifeStart;
    this.cancelled = rule.match().unless().stream().mapToInt(this::mask).toArray();
  }

  private int mask(EventPattern unless) {
    List<EventPattern> items = rule.match().items();
    int mask = 0;
    if (unless.type() == EventType.RECOVERY && unless.code() != null) {
      for (int item = 0; item < items.size(); item++) {
        mask |= unless.code().equals(items.get(item).code()) ? 1 << item : 0;
      }
    }
    return mask == 0 ? ALL : mask;
  }

  public Rule rule() {
    return rule;
  }

  public Match match() {
    return rule.match();
  }

  public boolean judges(long ts) {
    return from <= ts && ts < to;
  }

  public long lifeStart() {
    return lifeStart;
  }

  /** Which items' earlier raises an event cancels, one bit each; {@link #ALL} for all. */
  public int cancels(EventType type, String code) {
    List<EventPattern> unless = rule.match().unless();
    int mask = 0;
    for (int each = 0; each < cancelled.length; each++) {
      if (unless.get(each).matches(type, code)) {
        mask |= cancelled[each];
      }
    }
    return mask;
  }

  /** Whether the recovery of the code that was raised ends the raise by itself. */
  public boolean recoversItself() {
    return match().kind() == MatchKind.DURATION && match().of().type() == EventType.FAULT;
  }
}
