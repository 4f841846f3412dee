package io.sluice.loganalytics.traffic;

import java.util.Locale;

/** What traffic is counted by. Append-only: the ordinal is the key of the merging operator. */
public enum Dimension {
  ALL(false),
  COUNTRY(false),
  CITY(true),
  VHOST(true),
  PATH(true),
  STATUS(false),
  USER_AGENT_CLASS(true),
  CUSTOMER(true);

  /** The value of a request that lacks one. */
  public static final String UNKNOWN = "unknown";

  /** The value that takes what comes beyond the cap. */
  public static final String OTHER = "other";

  private final boolean capped;
  private final String label = name().toLowerCase(Locale.ROOT);

  Dimension(boolean capped) {
    this.capped = capped;
  }

  /** Whether values beyond {@code traffic.max-values} a window are counted as other. */
  public boolean capped() {
    return capped;
  }

  /** The name used in outputs. */
  public String label() {
    return label;
  }
}
