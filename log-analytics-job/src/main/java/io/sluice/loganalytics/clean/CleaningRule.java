package io.sluice.loganalytics.clean;

import io.sluice.common.rule.Expression;
import io.sluice.loganalytics.event.AccessRequest;

/**
 * A cleaning rule, compiled. Stateless; for any number of threads.
 *
 * @param when which requests it is meant for, null for all
 * @param dropsOthers whether it leaves out every request that it is not meant for
 */
public record CleaningRule(
    String id,
    boolean enabled,
    Expression<AccessRequest> when,
    boolean dropsOthers,
    Action action,
    OnError onError) {

  /** The same rule with its condition in CEL's own runtime, to compare with. */
  public CleaningRule interpreted() {
    return new CleaningRule(
        id,
        enabled,
        when == null ? null : RequestFields.compiler().interpreted(when),
        dropsOthers,
        action,
        onError);
  }

  /**
   * @throws io.sluice.common.rule.EvaluationError where an expression has no value
   */
  Effect apply(AccessRequest request) {
    if (when != null && !when.test(request)) {
      return dropsOthers ? Effect.DROPPED : Effect.NONE;
    }
    return action.apply(request);
  }
}
