package io.sluice.dashboard.traffic;

import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.Map;

/** What the traffic table counts by, and the column that tells it of a single request. */
enum TrafficDimension {
  COUNTRY("country_iso_code"),
  CITY("city_name"),
  VHOST("vhost"),
  PATH("path"),
  STATUS("status"),
  USER_AGENT_CLASS("user_agent_class"),
  CUSTOMER(null);

  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("desktop", "Desktop browsers"),
          Map.entry("phone", "Phones"),
          Map.entry("tablet", "Tablets"),
          Map.entry("tv", "Televisions"),
          Map.entry("app", "Apps"),
          Map.entry("tool", "Tools and scripts"),
          Map.entry("bot", "Bots"),
          Map.entry("search-crawler", "Search crawlers"),
          Map.entry("ai-crawler", "AI crawlers"),
          Map.entry("attacker", "Attackers"));

  private final String requestColumn;

  TrafficDimension(String requestColumn) {
    this.requestColumn = requestColumn;
  }

  static TrafficDimension of(String name) {
    for (TrafficDimension dimension : values()) {
      if (dimension.column().equals(name)) {
        return dimension;
      }
    }
    throw new IllegalArgumentException(
        "Traffic is counted by country, city, vhost, path, status, user_agent_class and customer.");
  }

  /** The name in the table's column {@code dimension}. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of {@code recent_request}, null where it has none. */
  String requestColumn() {
    return requestColumn;
  }

  /** The value as a person would say it. */
  String label(String value) {
    if ("unknown".equals(value) || "other".equals(value)) {
      return "unknown".equals(value) ? "Unknown" : "All others";
    }
    return switch (this) {
      case COUNTRY -> country(value);
      case STATUS -> status(value);
      case USER_AGENT_CLASS -> CLASSES.getOrDefault(value, value);
      default -> value;
    };
  }

  /** The classes of callers and how a person would call them. */
  static Map<String, String> classes() {
    return CLASSES;
  }

  static String country(String code) {
    if (code == null || !code.matches("[A-Z]{2}")) {
      return code;
    }
    return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
  }

  private static String status(String value) {
    if (!value.matches("[1-5][0-9]{2}")) {
      return value;
    }
    HttpStatus known = HttpStatus.forStatus(Integer.parseInt(value));
    return known == HttpStatus.UNKNOWN ? value : value + " " + known.getMessage();
  }
}
