package io.sluice.loganalytics.clean;

import io.sluice.loganalytics.event.AccessRequest;

/** What a cleaning rule does to a request that it is meant for. Stateless. */
interface Action {
  /**
   * Changes the request in place, wholly or not at all.
   *
   * @throws io.sluice.common.rule.EvaluationError where an expression has no value; the request is
   *     then as it was
   */
  Effect apply(AccessRequest request);
}
