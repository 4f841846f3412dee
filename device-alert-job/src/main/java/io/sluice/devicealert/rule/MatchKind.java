package io.sluice.devicealert.rule;

/** The forms of a rule; the key in a document is {@link #key()}. */
public enum MatchKind {
  /** Each of several events, in any order. */
  ALL_OF("allOf"),
  /** Several events in their order, others between. */
  SEQUENCE("sequence"),
  /** So many of one event. */
  COUNT("count"),
  /** An event that did not come for so long. */
  ABSENCE("absence"),
  /** A fault that has lasted for so long. */
  DURATION("duration");

  private final String key;

  MatchKind(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** Whether time alone completes it. */
  public boolean byDeadline() {
    return this == ABSENCE || this == DURATION;
  }
}
