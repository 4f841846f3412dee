package io.sluice.dashboard.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which earlier stretches tell what is usual. A range of up to an hour is compared with the same
 * hour of the clock on earlier days; up to a day, with the same stretch of earlier days; longer,
 * with the same stretch of earlier weeks. A stretch that begins before the second hour of the
 * history is left out: the first hour was probably not seen whole.
 *
 * @param kind what the viewer is told the comparison is with
 * @param summed the earlier stretches for figures that add up
 * @param exact the earlier stretches for figures that do not, read in rows of the size shown
 */
public record UsualPlan(Kind kind, List<TimeRange> summed, List<TimeRange> exact) {

  /** What a range is compared with. */
  public enum Kind {
    HOUR,
    DAY,
    WEEK
  }

  private static final int MOST_DAYS = 14;
  private static final int MOST_WEEKS = 4;
  private static final int WEEK_DAYS = 7;
  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofDays(1);

  /**
   * @param oldestHour the oldest hour that has a row, null where there is none
   */
  public static UsualPlan of(TimeRange range, ExactWindow window, ZoneId zone, Instant oldestHour) {
    Kind kind = kind(range.length());
    List<TimeRange> summed = new ArrayList<>();
    List<TimeRange> exact = new ArrayList<>();
    TimeRange compared = kind == Kind.HOUR ? hourOf(range.to().minusMillis(1), zone) : range;
    TimeRange comparedExact =
        kind == Kind.HOUR ? compared : new TimeRange(window.from(), window.to(), false);
    for (int days : daysBack(kind, range.length())) {
      TimeRange stretch = daysEarlier(compared, days, zone);
      if (oldestHour != null && stretch.from().isAfter(oldestHour)) {
        summed.add(stretch);
        exact.add(daysEarlier(comparedExact, days, zone));
      }
    }
    return new UsualPlan(kind, List.copyOf(summed), List.copyOf(exact));
  }

  /** What is usual of the figures of the earlier stretches; null where there are none. */
  public static Double median(double[] figures) {
    if (figures.length == 0) {
      return null;
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Kind kind(Duration length) {
    // A live range reaches back to the edge of a window, so it may be a little longer than asked.
    if (length.compareTo(SHORT.plusMinutes(1)) <= 0) {
      return Kind.HOUR;
    }
    return length.compareTo(LONG.plusHours(1)) <= 0 ? Kind.DAY : Kind.WEEK;
  }

  /** For hours and days the last two weeks, and the same day of the two weeks before them. */
  private static int[] daysBack(Kind kind, Duration length) {
    if (kind == Kind.WEEK) {
      int weeksEach = (int) Math.max(1, Math.ceil(length.minusHours(1).toHours() / 168.0));
      return IntStream.rangeClosed(1, MOST_WEEKS).map(n -> WEEK_DAYS * weeksEach * n).toArray();
    }
    return IntStream.concat(
            IntStream.rangeClosed(1, MOST_DAYS),
            IntStream.rangeClosed(MOST_DAYS / WEEK_DAYS + 1, MOST_WEEKS).map(n -> WEEK_DAYS * n))
        .toArray();
  }

  private static TimeRange hourOf(Instant instant, ZoneId zone) {
    Instant start = Granularity.HOUR.floor(instant, zone);
    return new TimeRange(start, Granularity.HOUR.next(start, zone), false);
  }

  /** By the calendar of the zone: the same hour of the clock even where clocks changed. */
  private static TimeRange daysEarlier(TimeRange range, int days, ZoneId zone) {
    ZonedDateTime from = range.from().atZone(zone).minusDays(days);
    ZonedDateTime to = range.to().atZone(zone).minusDays(days);
    return new TimeRange(from.toInstant(), to.toInstant(), false);
  }
}
