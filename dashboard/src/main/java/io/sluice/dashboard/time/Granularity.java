package io.sluice.dashboard.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The window sizes the traffic table is kept in. Windows are aligned to a zone, as the job aligns
 * them, so a day may last 23 or 25 hours.
 */
public enum Granularity {
  SECOND(Duration.ofSeconds(1)),
  MINUTE(Duration.ofMinutes(1)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7)),
  MONTH(Duration.ofDays(30));

  private final Duration nominal;

  Granularity(Duration nominal) {
    this.nominal = nominal;
  }

  /** The name in the table's column {@code granularity}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The usual length; real windows differ where clocks change and between months. */
  public Duration nominal() {
    return nominal;
  }

  /** The start of the window that holds the instant. */
  public Instant floor(Instant instant, ZoneId zone) {
    return floor(instant.atZone(zone)).toInstant();
  }

  /** The start of the window after the one that holds the instant. */
  public Instant next(Instant instant, ZoneId zone) {
    ZonedDateTime start = floor(instant.atZone(zone));
    return switch (this) {
      case SECOND, MINUTE, HOUR -> start.toInstant().plus(nominal);
      case DAY -> start.plusDays(1).toInstant();
      case WEEK -> start.plusWeeks(1).toInstant();
      case MONTH -> start.plusMonths(1).toInstant();
    };
  }

  private ZonedDateTime floor(ZonedDateTime time) {
    return switch (this) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> time.truncatedTo(ChronoUnit.DAYS);
      case WEEK ->
          time.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    };
  }
}
