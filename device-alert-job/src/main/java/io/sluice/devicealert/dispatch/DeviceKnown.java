package io.sluice.devicealert.dispatch;

/** How current the configuration of a device was when its alert came by. */
public enum DeviceKnown {
  /** As the database has it, or there is none. */
  CURRENT,
  /** What the database said last; it did not answer. */
  LAST_KNOWN,
  /** The database did not answer and never had: the rule's own words count. */
  UNKNOWN
}
