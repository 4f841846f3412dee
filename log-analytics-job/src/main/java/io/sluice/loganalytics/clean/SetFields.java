package io.sluice.loganalytics.clean;

import io.sluice.common.rule.Expression;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.List;

/** Writes the values of expressions into fields; all are evaluated before the first is written. */
record SetFields(List<Assignment> assignments) implements Action {

  /** A field and what it becomes. */
  record Assignment(Target target, Expression<AccessRequest> value) {}

  @Override
  public Effect apply(AccessRequest request) {
    if (assignments.size() == 1) {
      Assignment only = assignments.get(0);
      only.target().put(request, only.value().value(request));
      return Effect.CHANGED;
    }
    Object[] values = new Object[assignments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = assignments.get(i).value().value(request);
    }
    for (int i = 0; i < values.length; i++) {
      assignments.get(i).target().put(request, values[i]);
    }
    return Effect.CHANGED;
  }
}
