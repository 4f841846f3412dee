package io.sluice.playground.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A message that the job owes, known before it has been asked.
 *
 * @param story whose device it is
 * @param alertId by the written formula: a hash of device, rule and opening event
 * @param opening the event that opens the alert, or {@code @} and the milliseconds of its deadline
 * @param action RAISE and REVOKE on device-alerts, DISPATCH, CANCEL and NOTE on device-dispatches
 */
@JsonPropertyOrder({"deviceId", "alertId", "action", "reason"})
public record ExpectedMessage(
    @JsonProperty String story,
    @JsonProperty String deviceId,
    @JsonProperty String alertId,
    @JsonProperty String ruleId,
    @JsonProperty String opening,
    @JsonProperty String action,
    @JsonProperty String reason) {

  /** Whether it is one of detection; else it is one of the dispatch. */
  public boolean ofAlert() {
    return action.equals("RAISE") || action.equals("REVOKE");
  }
}
