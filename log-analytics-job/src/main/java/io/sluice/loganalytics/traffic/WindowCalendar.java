package io.sluice.loganalytics.traffic;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Where windows begin and end in a time zone: hours, days, weeks (from Monday, ISO 8601) and months
 * are those of the zone's wall clock, so that a day may have 23 or 25 hours. Times are epoch
 * milliseconds; an end is the first instant no longer inside.
 */
public final class WindowCalendar implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long SMALLEST_SHIFT = Duration.ofMinutes(15).toMillis();

  private final ZoneId zone;

  public WindowCalendar(ZoneId zone) {
    this.zone = zone;
  }

  public long start(Granularity granularity, long time) {
    return switch (granularity) {
      case SECOND -> Math.floorDiv(time, SECOND) * SECOND;
      case MINUTE -> Math.floorDiv(time, MINUTE) * MINUTE;
      case HOUR -> at(time).truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
      case DAY -> startOf(at(time).toLocalDate());
      case WEEK ->
          startOf(at(time).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTH -> startOf(at(time).toLocalDate().withDayOfMonth(1));
    };
  }

  /** The end of the window that begins at {@code start}. */
  public long end(Granularity granularity, long start) {
    return switch (granularity) {
      case SECOND -> start + SECOND;
      case MINUTE -> start + MINUTE;
      case HOUR -> endOfHour(start);
      case DAY -> startOf(at(start).toLocalDate().plusDays(1));
      case WEEK -> startOf(at(start).toLocalDate().plusWeeks(1));
      case MONTH -> startOf(at(start).toLocalDate().plusMonths(1));
    };
  }

  /** An hour in which clocks are put back by less than an hour is longer than sixty minutes. */
  private long endOfHour(long start) {
    long end = start + 60 * MINUTE;
    while (start(Granularity.HOUR, end) == start) {
      end += SMALLEST_SHIFT;
    }
    return end;
  }

  private ZonedDateTime at(long time) {
    return Instant.ofEpochMilli(time).atZone(zone);
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
