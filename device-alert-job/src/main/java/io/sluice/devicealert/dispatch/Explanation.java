package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.rule.Rule;
import java.util.List;

/**
 * Why an alert was, or was not, sent out, or raised at all: one row per alert and {@link Step}, the
 * last one of a step holding.
 */
public final class Explanation {

  /** The reason of {@link Step#NOT_RAISED}. */
  public static final String ATTRIBUTE_UNKNOWN = "ATTRIBUTE_UNKNOWN";

  /** What became of an alert. */
  public enum Step {
    /**
     * There is no alert: the rule was completed, but it asks for attributes of the device that
     * nobody knows. Said once for a device and a rule.
     */
    NOT_RAISED,
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

  /**
   * What holds it back, as kind and id: {@code OVERRIDDEN_BY:…}, {@code SHELVED_RULE:…}; of what
   * was not raised, the attributes.
   */
  public List<String> causes = List.of();

  /** Counts up over the explanations of an alert. */
  public int ordinal;

  /**
   * Why a completed rule raised nothing.
   *
   * @param id stands for all alerts of the rule on the device that are not raised for it
   * @param unknown the names of the attributes
   */
  public static Explanation notRaised(
      String id, String deviceId, Rule rule, long ts, List<String> unknown) {
    return notRaised(id, deviceId, rule.id(), rule.alertType(), ts, unknown);
  }

  /** The same of a sequence. */
  public static Explanation notRaised(
      String id, String deviceId, String ruleId, String alertType, long ts, List<String> unknown) {
    Explanation explanation = new Explanation();
    explanation.alertId = id;
    explanation.deviceId = deviceId;
    explanation.ruleId = ruleId;
    explanation.alertType = alertType;
    explanation.step = Step.NOT_RAISED;
    explanation.ts = ts;
    explanation.reason = ATTRIBUTE_UNKNOWN;
    explanation.causes = List.copyOf(unknown);
    explanation.ordinal = 1;
    return explanation;
  }

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
