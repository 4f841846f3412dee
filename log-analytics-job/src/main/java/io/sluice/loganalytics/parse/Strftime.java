package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.LogVariable.Kind;

/**
 * Takes a strftime pattern apart into fields of a known width, so that each is found where it lies
 * and no blank inside a time ends it. A time without {@code %z} is taken for UTC.
 */
final class Strftime {
  private static final int PARTS_RANK = 3;

  private Strftime() {}

  /**
   * Adds the fields of the pattern to the format. Throws IllegalArgumentException that names what
   * cannot be read back: names of zones, days of the year, the twelve-hour clock.
   */
  static void expand(String shown, String pattern, FormatString.Builder format) {
    for (int at = 0; at < pattern.length(); at++) {
      char letter = pattern.charAt(at);
      if (letter != '%') {
        format.literal(String.valueOf(letter));
      } else if (++at == pattern.length()) {
        throw new IllegalArgumentException("a % without a letter at the end of " + shown);
      } else {
        field(shown, pattern.charAt(at), format);
      }
    }
  }

  private static void field(String shown, char letter, FormatString.Builder format) {
    switch (letter) {
      case '%' -> format.literal("%");
      case 'D' -> expand(shown, "%m/%d/%y", format);
      case 'F' -> expand(shown, "%Y-%m-%d", format);
      case 'R' -> expand(shown, "%H:%M", format);
      case 'T' -> expand(shown, "%H:%M:%S", format);
      case 's' -> format.variable(shown, LogVariable.number(Kind.EPOCH_SECONDS, 1));
      case 'a' -> format.variable(shown, LogVariable.UNKNOWN, 3, false);
      case 'Y' -> part(shown, Kind.YEAR, 4, format);
      case 'y' -> part(shown, Kind.YEAR_OF_CENTURY, 2, format);
      case 'm' -> part(shown, Kind.MONTH, 2, format);
      case 'b', 'h' -> part(shown, Kind.MONTH_NAME, 3, format);
      case 'd', 'e' -> part(shown, Kind.DAY, 2, format);
      case 'H', 'k' -> part(shown, Kind.HOUR, 2, format);
      case 'M' -> part(shown, Kind.MINUTE, 2, format);
      case 'S' -> part(shown, Kind.SECOND, 2, format);
      case 'z' -> part(shown, Kind.ZONE, 5, format);
      default ->
          throw new IllegalArgumentException(
              "%"
                  + letter
                  + " in "
                  + shown
                  + " cannot be read back; use %Y %m %b %d %H %M %S %z %F %T or %s");
    }
  }

  private static void part(String shown, Kind kind, int width, FormatString.Builder format) {
    format.variable(shown, LogVariable.number(kind, PARTS_RANK), width, false);
  }
}
