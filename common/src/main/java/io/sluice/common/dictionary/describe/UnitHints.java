package io.sluice.common.dictionary.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses a unit from the name of a number: coolantTempC, speed_kmh, "RPM (1/min)". */
final class UnitHints {
  private static final Pattern BRACKETS = Pattern.compile("[(\\[]([^)\\]]+)[)\\]]\\s*$");
  private static final Pattern WORDS = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");
  private static final Set<String> WRITTEN =
      Set.of(
          "°C", "°F", "K", "km/h", "mph", "m/s", "kPa", "Pa", "hPa", "psi", "bar", "s", "ms", "us",
          "µs", "ns", "min", "h", "m", "km", "mi", "rpm", "1/min", "V", "mV", "A", "mA", "kW", "%",
          "g/s", "kg/h", "L", "l", "L/h", "deg", "Nm", "kg", "g", "B", "kB", "MB", "W");

  private UnitHints() {}

  /** The unit, or null where the name says none. */
  static String of(String name) {
    Matcher brackets = BRACKETS.matcher(name);
    if (brackets.find() && WRITTEN.contains(brackets.group(1).strip())) {
      return brackets.group(1).strip();
    }
    List<String> words = words(name);
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    String spelt = spelt(last, words);
    return spelt == null ? meant(words) : spelt;
  }

  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORDS.matcher(name);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  /** By the last word, which names the unit; a single letter only where the rest agrees. */
  private static String spelt(String last, List<String> words) {
    return switch (last) {
      case "c" -> any(words, "temp", "temperature") ? "°C" : null;
      case "f" -> any(words, "temp", "temperature") ? "°F" : null;
      case "v" -> any(words, "volt", "voltage", "battery", "module") ? "V" : null;
      case "s" ->
          any(words, "time", "duration", "elapsed", "latency", "uptime", "timeout") ? "s" : null;
      case "celsius" -> "°C";
      case "fahrenheit" -> "°F";
      case "kmh", "kph" -> "km/h";
      case "mph" -> "mph";
      case "kpa" -> "kPa";
      case "psi" -> "psi";
      case "bar" -> "bar";
      case "volt", "volts", "voltage" -> "V";
      case "mv", "millivolts" -> "mV";
      case "amp", "amps", "ampere", "amperes" -> "A";
      case "pct", "percent", "percentage" -> "%";
      case "ms", "millis", "milliseconds" -> "ms";
      case "sec", "secs", "second", "seconds" -> "s";
      case "us", "micros", "microseconds" -> "us";
      case "ns", "nanos", "nanoseconds" -> "ns";
      case "bytes" -> "B";
      case "kw" -> "kW";
      case "km" -> "km";
      case "kg" -> "kg";
      case "deg", "degrees" -> "deg";
      default -> null;
    };
  }

  /** By what is measured, in the unit that is usual for it. */
  private static String meant(List<String> words) {
    if (any(words, "rpm")) {
      return "rpm";
    }
    if (any(words, "temp", "temperature")) {
      return "°C";
    }
    if (any(words, "pressure", "barometric")) {
      return "kPa";
    }
    if (any(words, "voltage")) {
      return "V";
    }
    if (any(words, "speed")) {
      return "km/h";
    }
    if (any(words, "maf")) {
      return "g/s";
    }
    return any(words, "throttle", "load", "trim", "pedal", "humidity") ? "%" : null;
  }

  private static boolean any(List<String> words, String... wanted) {
    return List.of(wanted).stream().anyMatch(words::contains);
  }
}
