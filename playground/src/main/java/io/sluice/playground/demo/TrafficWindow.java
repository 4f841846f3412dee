package io.sluice.playground.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** A window of a granularity, by the zone's clock; worked out here, apart from the job. */
public record TrafficWindow(String granularity, Instant start) {

  /** The window of that granularity which the second lies in. */
  static TrafficWindow of(String granularity, long second, ZoneId zone) {
    ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
    ZonedDateTime start =
        switch (granularity) {
          case "second" -> time;
          case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
          case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
          case "day" -> time.truncatedTo(ChronoUnit.DAYS);
          case "week" ->
              time.truncatedTo(ChronoUnit.DAYS)
                  .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case "month" -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
          default -> throw new IllegalArgumentException("no granularity " + granularity);
        };
    return new TrafficWindow(granularity, start.toInstant());
  }
}
