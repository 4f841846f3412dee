package io.sluice.common.dictionary;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Makes epoch milliseconds of what a structure writes for a time. */
final class TimeReader {
  static final long INVALID = Long.MIN_VALUE;

  /** Years 0000 to 9999: beyond, nothing that is written as a date can be read again. */
  private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

  private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final TimeRule rule;
  private final ZoneId zone;
  private final DateTimeFormatter pattern;

  TimeReader(TimeRule rule) {
    this.rule = rule;
    this.zone = rule.zone() == null ? null : ZoneId.of(rule.zone());
    this.pattern =
        rule.pattern() == null ? null : DateTimeFormatter.ofPattern(rule.pattern(), Locale.ROOT);
  }

  /** For a field of type TIMESTAMP. */
  static long auto(Scalar scalar) {
    return AUTO.read(scalar);
  }

  private static final TimeReader AUTO = new TimeReader(TimeRule.TS);

  /** Epoch milliseconds, or {@link #INVALID}. */
  long read(Scalar scalar) {
    long millis =
        switch (rule.scale()) {
          case PATTERN -> patterned(scalar.asText());
          case ISO -> iso(scalar.asText());
          case AUTO -> !Double.isNaN(scalar.asNumber()) ? scaled(scalar) : iso(scalar.asText());
          default -> scaled(scalar);
        };
    return millis >= EARLIEST && millis <= LATEST ? millis : INVALID;
  }

  private long scaled(Scalar scalar) {
    double factor = rule.scale().millis();
    Long whole = scalar.asInteger();
    if (whole != null) {
      long relative =
          factor >= 1
              ? saturated(whole, (long) factor)
              : Math.floorDiv(whole, Math.round(1 / factor));
      return saturatedSum(relative, rule.relativeTo());
    }
    double value = scalar.asNumber();
    return Math.abs(value) < 1e18
        ? saturatedSum(Math.round(value * factor), rule.relativeTo())
        : INVALID;
  }

  private static long saturated(long value, long factor) {
    return Math.multiplyHigh(value, factor) == value * factor >> 63 ? value * factor : INVALID;
  }

  private static long saturatedSum(long one, long other) {
    long sum = one + other;
    return ((one ^ sum) & (other ^ sum)) < 0 ? INVALID : sum;
  }

  private long iso(String text) {
    if (text == null || text.length() < 10) {
      return INVALID;
    }
    try {
      String spelt = text.charAt(10 < text.length() ? 10 : 0) == ' ' ? withT(text) : text;
      return millis(
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              spelt, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from));
    } catch (DateTimeException wrong) {
      return compactZone(text);
    }
  }

  private static String withT(String text) {
    return text.substring(0, 10) + 'T' + text.substring(11);
  }

  /** With +0100 for +01:00, as many loggers write. */
  private long compactZone(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    boolean compact = sign > 10 && text.length() - sign == 5;
    return compact ? iso(text.substring(0, sign + 3) + ':' + text.substring(sign + 3)) : INVALID;
  }

  private long patterned(String text) {
    if (text == null) {
      return INVALID;
    }
    try {
      return millis(
          pattern.parseBest(
              text,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from));
    } catch (DateTimeException wrong) {
      return INVALID;
    }
  }

  private long millis(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant().toEpochMilli();
    }
    if (parsed instanceof OffsetDateTime offset) {
      return offset.toInstant().toEpochMilli();
    }
    if (parsed instanceof LocalDate day) {
      return millis(day.atStartOfDay());
    }
    LocalDateTime local = (LocalDateTime) parsed;
    ZoneId assumed = zone == null && rule.scale() == TimeRule.Scale.PATTERN ? ZoneOffset.UTC : zone;
    return assumed == null ? INVALID : local.atZone(assumed).toInstant().toEpochMilli();
  }
}
