package io.sluice.devicealert.dispatch;

import java.util.List;

/**
 * Why an alert was, or was not, sent out: one row per alert and {@link Step}, the last one of a
 * step holding.
 */
public final class Explanation {

  /** What became of an alert. */
  public enum Step {
    /** It waits for the end of its hold. */
    HELD,
    /** Its hold is over and something holds it back. */
    SUPPRESSED,
    /** It never went out: it was over before, or there was never one. */
    NOT_SENT,
    DISPATCHED,
    ACKNOWLEDGED,
    CANCELLED,
    NOTED,
    /** It is over and its work order is finished: nothing was left to call off. */
    NOTHING_TO_CANCEL
  }

  public String alertId;
  public String deviceId;
  public String ruleId;
  public String alertType;
  public Step step;

  /** Event time of the decision in epoch milliseconds. */
  public long ts;

  /** A word in capitals. */
  public String reason;

  /** What holds it back, as kind and id: {@code OVERRIDDEN_BY:…}, {@code SHELVED_RULE:…}. */
  public List<String> causes = List.of();

  /** Counts up over the explanations of an alert. */
  public int ordinal;

  static Explanation of(HeldAlert alert, Step step, long ts, String reason) {
    Explanation explanation = new Explanation();
    explanation.alertId = alert.alertId;
    explanation.deviceId = alert.deviceId;
    explanation.ruleId = alert.ruleId;
    explanation.alertType = alert.alertType;
    explanation.step = step;
    explanation.ts = ts;
    explanation.reason = reason;
    explanation.causes = List.copyOf(alert.causes);
    explanation.ordinal = ++alert.explained;
    return explanation;
  }
}
