package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.List;

/** Decisions as lines to compare: {@code ts ACTION alert reason}. */
final class Journal implements Decisions {
  final List<String> sent = new ArrayList<>();
  final List<Dispatch> dispatches = new ArrayList<>();
  final List<Explanation> explanations = new ArrayList<>();

  @Override
  public void send(Dispatch dispatch) {
    dispatches.add(dispatch);
    sent.add(line(dispatch.ts, dispatch.action.name(), dispatch.alertId, dispatch.reason));
  }

  @Override
  public void explain(Explanation explanation) {
    explanations.add(explanation);
  }

  static String line(long ts, String action, String alertId, String reason) {
    return ts + " " + action + " " + alertId + " " + reason;
  }

  /** As {@code STEP reason causes}. */
  List<String> explained(String alertId) {
    return explanations.stream()
        .filter(explanation -> explanation.alertId.equals(alertId))
        .map(e -> e.ts + " " + e.step + " " + e.reason + " " + e.causes)
        .toList();
  }
}
