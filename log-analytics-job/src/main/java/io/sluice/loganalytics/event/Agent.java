package io.sluice.loganalytics.event;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a user-agent string says of its sender. Immutable and shared between requests; unknown parts
 * are null.
 */
public record Agent(
    Kind kind, String name, String version, String osName, String osVersion, String deviceName)
    implements Serializable {

  public static final Agent UNKNOWN = new Agent(Kind.UNKNOWN, null, null, null, null, null);

  /** The classes that traffic is counted by. */
  public enum Kind {
    DESKTOP,
    PHONE,
    TABLET,
    TV,
    APP,
    TOOL,
    BOT,
    SEARCH_CRAWLER,
    AI_CRAWLER,
    ATTACKER,
    OTHER,
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name used in outputs, such as {@code ai-crawler}. */
    public String label() {
      return label;
    }

    /** Whether it counts as a bot: crawls by itself, of whatever purpose. */
    public boolean bot() {
      return this == BOT || this == SEARCH_CRAWLER || this == AI_CRAWLER;
    }
  }
}
