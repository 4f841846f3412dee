package io.sluice.loganalytics.clean;

import java.util.List;
import java.util.function.Consumer;

/** Counts what the rules of a set did within a minute. */
public final class HitCounter {
  private final long minute;
  private final long setVersion;
  private final List<String> ruleIds;
  private final long[] matched;
  private final long[] changed;
  private final long[] dropped;
  private final long[] errors;

  /**
   * @param ruleIds by the rules' indexes
   */
  public HitCounter(long minute, long setVersion, List<String> ruleIds) {
    this.minute = minute;
    this.setVersion = setVersion;
    this.ruleIds = List.copyOf(ruleIds);
    this.matched = new long[ruleIds.size()];
    this.changed = new long[ruleIds.size()];
    this.dropped = new long[ruleIds.size()];
    this.errors = new long[ruleIds.size()];
  }

  /**
   * @param meant whether the request is one that the rule is meant for
   */
  void hit(int rule, Effect effect, boolean meant) {
    if (meant) {
      matched[rule]++;
    }
    if (effect == Effect.CHANGED) {
      changed[rule]++;
    } else if (effect == Effect.DROPPED) {
      dropped[rule]++;
    }
  }

  void error(int rule) {
    errors[rule]++;
  }

  /** Hands over the counts of the rules that had any. */
  public void drain(Consumer<RuleHits> out) {
    for (int rule = 0; rule < matched.length; rule++) {
      if (matched[rule] + dropped[rule] + errors[rule] > 0) {
        RuleHits hits = new RuleHits(minute, ruleIds.get(rule), setVersion);
        hits.matched = matched[rule];
        hits.changed = changed[rule];
        hits.dropped = dropped[rule];
        hits.errors = errors[rule];
        out.accept(hits);
      }
    }
  }
}
