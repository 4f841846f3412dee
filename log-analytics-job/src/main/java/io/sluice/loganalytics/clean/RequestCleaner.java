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
      Effect effect;
      try {
        effect = rule.apply(request);
      } catch (EvaluationError failed) {
        hits.error(index);
        effect = onError(rule, failed);
        if (effect == null) {
          return Verdict.REJECTED;
        }
      }
      if (effect == Effect.NONE) {
        continue;
      }
      hits.hit(index, effect, rule.dropsOthers());
      if (effect == Effect.DROPPED) {
        last = rule;
        return Verdict.DROPPED;
      }
    }
    return Verdict.PASSED;
  }

  private Effect onError(CleaningRule rule, EvaluationError failed) {
    last = rule;
    error = failed;
    return switch (rule.onError()) {
      case KEEP -> Effect.NONE;
      case DROP -> Effect.DROPPED;
      case REJECT -> null;
    };
  }
}
