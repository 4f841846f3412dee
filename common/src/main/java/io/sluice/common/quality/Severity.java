package io.sluice.common.quality;

/** How bad a violation of a rule is; words for whoever is woken, nothing is decided by it. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  public String label() {
    return Labels.of(this);
  }
}
