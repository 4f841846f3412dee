package io.sluice.devicealert.dispatch;

/** What a message of the dispatch asks of its receiver. */
public enum DispatchAction {
  /** Send somebody. */
  DISPATCH,
  /** Nobody is needed any more, and nobody has begun. */
  CANCEL,
  /** The condition is gone while somebody works on it. */
  NOTE,
  /** A DISPATCH that nobody has acknowledged yet. */
  REMIND,
  /** So many dispatches of a site in one message. */
  SUMMARY
}
