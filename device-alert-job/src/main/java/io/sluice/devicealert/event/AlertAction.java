package io.sluice.devicealert.event;

/** What an alert message says. */
public enum AlertAction {
  RAISE,
  REVOKE
}
