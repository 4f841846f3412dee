package io.sluice.dashboard.alerts;

import java.util.Locale;

/** What the page can be narrowed by, with the column of {@link AlertRows}. */
enum AlertDimension {
  SITE("site"),
  SEVERITY("severity"),
  RULE("rule_id"),
  DEVICE("device_id");

  private final String column;

  AlertDimension(String column) {
    this.column = column;
  }

  static AlertDimension of(String name) {
    for (AlertDimension dimension : values()) {
      if (dimension.word().equals(name)) {
        return dimension;
      }
    }
    throw new IllegalArgumentException("Alerts are filtered by site, severity, rule and device.");
  }

  String column() {
    return column;
  }

  /** The word in the address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
