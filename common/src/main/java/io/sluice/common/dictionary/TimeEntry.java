package io.sluice.common.dictionary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads what an entry says of its time: {@code timestamp: PATH}, {@code timestamp: none}, or {@code
 * timestamp: {field, unit, relativeTo, pattern, zone}}.
 */
final class TimeEntry {
  private TimeEntry() {}

  static TimeRule read(YamlEntry entry, TimeRule otherwise) {
    if (!entry.has("timestamp")) {
      return otherwise;
    }
    if (entry.values().get("timestamp") instanceof ScalarNode scalar) {
      return scalar.getValue().equals("none")
          ? null
          : new TimeRule(YamlEntry.path(scalar.getValue()), TimeRule.Scale.AUTO, 0, null, null);
    }
    YamlEntry time = entry.entry("timestamp", "timestamp");
    time.allow("field", "unit", "relativeTo", "pattern", "zone");
    String pattern = time.parsed("pattern", null, TimeEntry::pattern, "a pattern as yyyy-MM-dd");
    TimeRule.Scale written = pattern == null ? TimeRule.Scale.AUTO : TimeRule.Scale.PATTERN;
    TimeRule.Scale scale =
        time.parsed("unit", written, TimeEntry::scale, "auto, s, ms, us, ns or iso");
    long relativeTo =
        time.parsed("relativeTo", 0L, TimeEntry::millis, "a time as 2026-01-31T08:00:00Z");
    contradictions(time, scale, pattern);
    List<String> path = time.has("field") ? YamlEntry.path(time.values().get("field")) : List.of();
    if (path.isEmpty()) {
      time.refuse("names no field", "write timestamp: {field: …}");
    }
    String zone = time.parsed("zone", null, TimeEntry::zone, "a zone as Europe/Berlin");
    return new TimeRule(path, scale, relativeTo, pattern, zone);
  }

  private static void contradictions(YamlEntry time, TimeRule.Scale scale, String pattern) {
    boolean number = scale.millis() > 0 && scale != TimeRule.Scale.AUTO;
    if (pattern != null && scale != TimeRule.Scale.PATTERN) {
      time.refuse("has a pattern beside a unit", "leave one of the two out");
    }
    if (time.has("relativeTo") && !number) {
      time.refuse("counts from relativeTo, but has no unit to count in", "write unit: s");
    }
    if (time.has("zone") && number) {
      time.refuse("has a zone, but is a number", "leave the zone out");
    }
  }

  private static String pattern(String text) {
    return DateTimeFormatter.ofPattern(text, Locale.ROOT) == null ? null : text;
  }

  private static TimeRule.Scale scale(String text) {
    TimeRule.Scale scale = TimeRule.Scale.valueOf(text.toUpperCase(Locale.ROOT));
    return scale == TimeRule.Scale.PATTERN ? null : scale;
  }

  private static Long millis(String text) {
    return Instant.parse(text).toEpochMilli();
  }

  private static String zone(String text) throws DateTimeException {
    return ZoneId.of(text).getId();
  }
}
