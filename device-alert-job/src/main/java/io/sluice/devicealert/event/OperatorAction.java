package io.sluice.devicealert.event;

/** What an operator did: exactly one of deviceId, ruleId and alertId says to what. */
public final class OperatorAction extends Incoming {

  /** What can be done. */
  public enum Action {
    ACK,
    SHELVE,
    UNSHELVE
  }

  public String actor;
  public Action action;
  public String deviceId;
  public String ruleId;
  public String alertId;

  /** When a shelving ends, epoch milliseconds; null for never or where it means nothing. */
  public Long until;
}
