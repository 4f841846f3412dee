package io.sluice.benchmarks.minute;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a careful author of Flink SQL functions keeps between calls: the fields of the line parsed
 * last, since every column of a row asks about the same line, and the second read last. One per
 * thread, shared by its functions.
 */
final class LastLine {
  private static final ThreadLocal<LastLine> OF_THREAD = ThreadLocal.withInitial(LastLine::new);
  private static final String QUOTED = "\"[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*\"";
  private static final Pattern COMBINED =
      Pattern.compile(
          "(\\S+) \\S+ .+? \\[([^\\]]+)\\] "
              + QUOTED
              + " (\\d{3}) (\\d+|-) "
              + QUOTED
              + " "
              + QUOTED);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);

  private final Matcher matcher = COMBINED.matcher("");
  private byte[] line;
  private String second = "";

  long millis;
  String client;
  int status;
  long bytes;

  static LastLine of(byte[] line) {
    LastLine last = OF_THREAD.get();
    if (last.line != line) {
      last.parse(line);
    }
    return last;
  }

  private void parse(byte[] given) {
    line = given;
    matcher.reset(new String(given, StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no combined line: " + matcher);
    }
    client = matcher.group(1);
    status = Integer.parseInt(matcher.group(3));
    String size = matcher.group(4);
    bytes = size.equals("-") ? 0 : Long.parseLong(size);
    String time = matcher.group(2);
    if (!time.equals(second)) {
      millis = OffsetDateTime.parse(time, TIME).toInstant().toEpochMilli();
      second = time;
    }
  }
}
