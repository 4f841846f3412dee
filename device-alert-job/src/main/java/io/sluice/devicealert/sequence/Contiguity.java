package io.sluice.devicealert.sequence;

/** How a step stands to the one before it; the key in a document is {@link #key()}. */
public enum Contiguity {
  /** The first step. */
  BEGIN("begin"),
  /** The very next event of those that the sequence hears. */
  NEXT("next"),
  /** The first one that fits; others may lie between. */
  FOLLOWED_BY("followedBy"),
  /** The very next event is none of these. */
  NOT_NEXT("notNext"),
  /** None of these up to the step after it, or to the end of the window. */
  NOT_FOLLOWED_BY("notFollowedBy");

  private final String key;

  Contiguity(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** Whether it says what must not come. */
  public boolean forbids() {
    return this == NOT_NEXT || this == NOT_FOLLOWED_BY;
  }

  /** Whether it depends on which events are heard beside those that are named. */
  public boolean strict() {
    return this == NEXT || this == NOT_NEXT;
  }
}
