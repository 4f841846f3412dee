package io.sluice.loganalytics.clean;

/** What becomes of a request over which a rule's expression has no value. */
enum OnError {
  /** The rule leaves it as it is. */
  KEEP,
  DROP,
  /** It goes to the rejects, with the line as it came. */
  REJECT
}
