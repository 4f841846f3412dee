package io.sluice.common.quality;

import io.sluice.common.config.SettingTypes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The fields of one rule as they stand in the file, and what is wrong with them, in one line. */
final class RuleFields {
  private final String name;
  private final Map<?, ?> fields;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param name what messages call the rule
   */
  RuleFields(String name, Map<?, ?> fields) {
    this.name = name;
    this.fields = fields;
  }

  IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(name + ": " + problem);
  }

  /** Refuses what nobody asked for: a typing error, or a field that another type of rule has. */
  void refuseOthers() {
    for (Object key : fields.keySet()) {
      if (!asked.contains(String.valueOf(key))) {
        throw wrong(key + " says nothing here; this type of rule takes " + new TreeSet<>(asked));
      }
    }
  }

  boolean has(String key) {
    asked.add(key);
    return fields.get(key) != null;
  }

  String text(String key, String otherwise) {
    String text = has(key) ? String.valueOf(fields.get(key)).trim() : otherwise;
    if (text == null || text.isEmpty()) {
      throw wrong("it needs a value for " + key);
    }
    return text;
  }

  String oneOf(String key, String otherwise, Set<String> allowed) {
    String text = text(key, otherwise);
    if (!allowed.contains(text)) {
      throw wrong(key + ": '" + text + "' is none of " + new TreeSet<>(allowed));
    }
    return text;
  }

  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    String text = text(key, otherwise == null ? null : Labels.of(otherwise));
    for (E constant : type.getEnumConstants()) {
      if (Labels.of(constant).equals(text.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    String names =
        Arrays.stream(type.getEnumConstants()).map(Labels::of).collect(Collectors.joining(", "));
    throw wrong(key + ": '" + text + "' is none of " + names);
  }

  int integer(String key, int otherwise, int least, int most) {
    String text = text(key, String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(key + ": '" + text + "' is no whole number from " + least + " to " + most);
  }

  /** A number, or null where there is none. */
  Double number(String key) {
    return has(key) ? number(key, text(key, null)) : null;
  }

  double number(String key, double otherwise) {
    return number(key, text(key, String.valueOf(otherwise)));
  }

  private double number(String key, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number) && number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(key + ": '" + text + "' is no number of 0 or more");
  }

  /** A share from 0 to 1, written 5% or 0.05; null where there is none. */
  Double share(String key) {
    return has(key) ? share(key, null) : null;
  }

  double share(String key, String otherwise) {
    String text = text(key, otherwise);
    boolean percent = text.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      double share = percent ? number / 100 : number;
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(key + ": '" + text + "' is no share; write 5% or 0.05");
  }

  Duration duration(String key, String otherwise) {
    String text = text(key, otherwise);
    try {
      return SettingTypes.duration().parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key + ": '" + text + "' is no duration such as 1m or 15m");
    }
  }
}
