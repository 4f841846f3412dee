package io.sluice.loganalytics.clean;

import io.sluice.common.rule.EvaluationError;
import io.sluice.common.rule.set.RuleSet;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.List;

/**
 * Applies the rules of a set to requests, one rule after the other, each to what the one before
 * left. For one thread: what became of the last request is asked for afterwards.
 */
public final class RequestCleaner {
  /** What became of a request. */
  public enum Verdict {
    PASSED,
    DROPPED,
    /** A rule had no answer and says {@code onError: reject}. */
    REJECTED
  }

  private final long version;
  private final CleaningRule[] rules;
  private CleaningRule last;
  private EvaluationError error;

  public RequestCleaner(RuleSet<CleaningRule> set) {
    this.version = set.version();
    this.rules = set.rules().stream().filter(CleaningRule::enabled).toArray(CleaningRule[]::new);
  }

  /** Of the set. */
  public long version() {
    return version;
  }

  /** The rules that act, in their order. */
  public List<String> ruleIds() {
    return List.of(rules).stream().map(CleaningRule::id).toList();
  }

  /** The rule that dropped or rejected the last request that did not pass. */
  public String lastRule() {
    return last.id();
  }

  /** Why the last request that was rejected was rejected. */
  public String lastError() {
    return error.code() + ": " + error.getMessage();
  }

  /** Changes the request in place. */
  public Verdict clean(AccessRequest request, HitCounter hits) {
    for (int index = 0; index < rules.length; index++) {
      CleaningRule rule = rules[index];
      Verdict verdict;
      try {
        verdict = apply(rule, index, request, hits);
      } catch (EvaluationError failed) {
        verdict = failed(rule, index, failed, hits);
      }
      if (verdict != Verdict.PASSED) {
        last = rule;
        return verdict;
      }
    }
    return Verdict.PASSED;
  }

  private static Verdict apply(
      CleaningRule rule, int index, AccessRequest request, HitCounter hits) {
    Effect effect = rule.apply(request);
    if (effect == Effect.NONE) {
      return Verdict.PASSED;
    }
    boolean dropped = effect == Effect.DROPPED;
    hits.hit(index, effect, !(dropped && rule.dropsOthers()));
    return dropped ? Verdict.DROPPED : Verdict.PASSED;
  }

  private Verdict failed(CleaningRule rule, int index, EvaluationError failed, HitCounter hits) {
    error = failed;
    hits.error(index);
    return switch (rule.onError()) {
      case KEEP -> Verdict.PASSED;
      case DROP -> {
        hits.hit(index, Effect.DROPPED, false);
        yield Verdict.DROPPED;
      }
      case REJECT -> Verdict.REJECTED;
    };
  }
}
