package io.sluice.dashboard.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a viewer asked to see: the last so much ({@code range=5m}), which moves on with the clock,
 * or a fixed stretch ({@code from=…&to=…}, ISO-8601 with zone, or epoch milliseconds).
 *
 * @param last the length of a moving range, null for a fixed one
 * @param from the start of a fixed range, null for a moving one
 * @param to the end of a fixed range, null for a moving one
 */
public record RangeRequest(Duration last, Instant from, Instant to) {

  public static final RangeRequest DEFAULT = last(Duration.ofMinutes(5));

  private static final Duration LONGEST = Duration.ofDays(800);
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([smhdw])");
  private static final Pattern EPOCH = Pattern.compile("[0-9]{10,15}");

  public static RangeRequest last(Duration last) {
    return new RangeRequest(last, null, null);
  }

  public static RangeRequest between(Instant from, Instant to) {
    return new RangeRequest(null, from, to);
  }

  /**
   * Reads the three parameters, each of which may be null.
   *
   * @throws IllegalArgumentException with a sentence for the viewer
   */
  public static RangeRequest parse(String range, String from, String to) {
    if (from != null || to != null) {
      return fixed(from, to);
    }
    return range == null || range.isBlank() ? DEFAULT : last(length(range));
  }

  public boolean moving() {
    return last != null;
  }

  /** The stretch meant at the given moment, its start on the edge of a window. */
  public TimeRange at(Instant now) {
    return moving() ? new TimeRange(now.minus(last), now, true) : new TimeRange(from, to, false);
  }

  private static RangeRequest fixed(String from, String to) {
    if (from == null || to == null) {
      throw new IllegalArgumentException("A fixed range needs both from and to.");
    }
    Instant start = instant("from", from);
    Instant end = instant("to", to);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("from must lie before to.");
    }
    refuseTooLong(Duration.between(start, end));
    return between(start, end);
  }

  private static Duration length(String range) {
    Matcher matcher = LENGTH.matcher(range);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("range is a number and s, m, h, d or w, such as 5m.");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofDays(7 * amount);
        };
    refuseTooLong(length);
    return length;
  }

  private static void refuseTooLong(Duration length) {
    if (length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("A range covers at most " + LONGEST.toDays() + " days.");
    }
  }

  private static Instant instant(String name, String text) {
    try {
      return EPOCH.matcher(text).matches()
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " is a time with its zone, such as 2026-01-31T08:00:00Z.", e);
    }
  }
}
