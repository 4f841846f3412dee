package io.sluice.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A precompiled regular expression for combined lines; the second read last is remembered. */
public final class ParseRegex extends LineContender {
  private static final String QUOTED = "\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"";
  private static final Pattern COMBINED =
      Pattern.compile(
          "(\\S+) \\S+ (.+?) \\[([^\\]]+)\\] "
              + QUOTED
              + " (\\d{3}) (\\d+|-) "
              + QUOTED
              + " "
              + QUOTED
              + "(?: .*)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ROOT);

  private final Matcher matcher = COMBINED.matcher("");
  private String time = "";
  private long second;

  @Override
  long work(byte[] line) {
    matcher.reset(new String(line, StandardCharsets.ISO_8859_1));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(new String(line, StandardCharsets.ISO_8859_1));
    }
    if (!matcher.group(3).equals(time)) {
      time = matcher.group(3);
      second = OffsetDateTime.parse(time, TIME).toEpochSecond();
    }
    String bytes = matcher.group(6);
    return second
        + Integer.parseInt(matcher.group(5))
        + (bytes.equals("-") ? 0 : Long.parseLong(bytes));
  }
}
