package io.sluice.loganalytics.traffic;

import java.util.List;
import java.util.Locale;

/**
 * The levels that traffic is counted on; each is built from the one below, day feeds two.
 * Append-only: the ordinal lies in state.
 */
public enum Granularity {
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name used in outputs and settings. */
  public String label() {
    return label;
  }

  /** The levels built from this one. */
  public List<Granularity> parents() {
    return switch (this) {
      case SECOND -> List.of(MINUTE);
      case MINUTE -> List.of(HOUR);
      case HOUR -> List.of(DAY);
      case DAY -> List.of(WEEK, MONTH);
      case WEEK, MONTH -> List.of();
    };
  }
}
