package io.sluice.loganalytics.clean;

/** What a rule did to a request. */
enum Effect {
  /** Its condition does not hold. */
  NONE,
  /** Its condition holds, and there was nothing to change. */
  MATCHED,
  CHANGED,
  /** The request goes no further. */
  DROPPED
}
