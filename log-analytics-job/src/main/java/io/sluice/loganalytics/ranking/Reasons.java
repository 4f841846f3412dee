package io.sluice.loganalytics.ranking;

/** Why a search or a click plays no part in the ranking; they stand in outputs and metrics. */
final class Reasons {
  /** Beyond the tolerance, or at or after the firing that judges its search. */
  static final String LATE_CLICK = "late-click";

  /** Beyond the tolerance, or after the firing that would have judged it. */
  static final String LATE_SEARCH = "late-search";

  /** No search of its id came within fifteen minutes of it. */
  static final String ORPHAN_CLICK = "orphan-click";

  /** Another search with its id was there before it, in event time. */
  static final String DUPLICATE_SEARCH = "duplicate-search";

  private Reasons() {}
}
