package io.sluice.loganalytics.appevent;

import java.util.Locale;

/** What an app says it has seen. Append-only: the ordinal crosses the network. */
public enum AppEventType {
  SEARCH,
  CLICK,
  ORDER;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As the event itself has it. */
  public String label() {
    return label;
  }

  /** Null for none. */
  static AppEventType labelled(String label) {
    for (AppEventType type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    return null;
  }
}
