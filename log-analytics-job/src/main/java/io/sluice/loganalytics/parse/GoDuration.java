package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a duration as Go programs write it: a number of seconds, or with units, {@code 929.675µs},
 * {@code 1m2.5s}.
 */
final class GoDuration {
  private static final Pattern PIECE = Pattern.compile("\\G(\\d+(?:\\.\\d+)?)(h|ms|m|s|µs|us|ns)");
  private static final Map<String, Double> MICROS =
      Map.of("h", 3.6e9, "m", 6e7, "s", 1e6, "ms", 1e3, "µs", 1.0, "us", 1.0, "ns", 1e-3);
  private static final int LONGEST = 40;

  private GoDuration() {}

  /** Microseconds, or {@link AccessRequest#MISSING} if it is no duration. */
  static long micros(byte[] text, int from, int to) {
    long seconds = Decimals.micros(text, from, to);
    if (seconds != AccessRequest.MISSING || to - from > LONGEST) {
      return seconds;
    }
    Matcher piece = PIECE.matcher(new String(text, from, to - from, StandardCharsets.UTF_8));
    double sum = 0;
    int end = 0;
    while (piece.find()) {
      sum += Double.parseDouble(piece.group(1)) * MICROS.get(piece.group(2));
      end = piece.end();
    }
    return end > 0 && piece.hitEnd() && sum <= Decimals.LONGEST_MICROS
        ? (long) sum
        : AccessRequest.MISSING;
  }
}
