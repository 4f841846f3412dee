package io.sluice.common.quality;

/** What a quality rule looks at. */
public enum RuleType {
  /** Records that a stage took in, in a window; an empty window counts. */
  VOLUME(Source.COUNTS),
  /** The same against what is usual for the hour of the week. */
  USUAL_VOLUME(Source.COUNTS),
  /** Records that a stage could not understand, of those it took in. */
  REJECT_SHARE(Source.COUNTS),
  /** Records that cleaning rules left out, of those the stage took in. */
  DROPPED_SHARE(Source.COUNTS),
  /** Records beyond the tolerance, of those a stage took in. */
  LATE_SHARE(Source.COUNTS),
  /** Records without a field. */
  NULL_SHARE(Source.FIELD),
  /** Different values of a field. */
  DISTINCT_VALUES(Source.FIELD),
  /** What a stage took in, less all it accounts for; nothing else than 0 is right. */
  BALANCE(Source.COUNTS);

  private enum Source {
    COUNTS,
    FIELD
  }

  private final Source source;

  RuleType(Source source) {
    this.source = source;
  }

  /** Whether it looks at a field of the records, and so costs something for each of them. */
  public boolean readsField() {
    return source == Source.FIELD;
  }

  /** Whether a window without a record says something. */
  public boolean judgesEmptyWindows() {
    return this == VOLUME || this == USUAL_VOLUME;
  }

  /** Whether it observes a share, from 0 to 1. */
  public boolean isShare() {
    return switch (this) {
      case REJECT_SHARE, DROPPED_SHARE, LATE_SHARE, NULL_SHARE -> true;
      case VOLUME, USUAL_VOLUME, DISTINCT_VALUES, BALANCE -> false;
    };
  }

  public String label() {
    return Labels.of(this);
  }
}
