package io.sluice.common.quality;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many records a window of a certain hour of the week usually holds, and how far off is still
 * usual, from the same hour of past weeks. Plain arithmetic; the hours lie in state as {@link
 * HourHistory}.
 *
 * <p>Of every hour that was seen whole, the mean m and the standard deviation s of its windows are
 * kept. Then
 *
 * <pre>
 * usual  = median of the m                       one bad week does not move it
 * spread = √( (1.4826 · MAD of the m)² + (median of the s)² ),   at least √usual
 * unusual: further than deviations · spread from the usual, and by more than change · usual
 * </pre>
 *
 * <p>MAD is the median absolute deviation, 1.4826 makes it a standard deviation for normal figures
 * (Rousseeuw and Croux 1993); √usual is the least spread that independent requests can have
 * (Poisson).
 */
final class UsualVolume {
  private static final double MAD_TO_DEVIATION = 1.4826;

  private UsualVolume() {}

  /**
   * @param expected the median
   * @param atLeast, atMost what is not unusual
   */
  record Range(double expected, double atLeast, double atMost) {}

  /**
   * 0 for Monday 0:00 to 167, on the clock of the zone. Hours begin with those of UTC, also where
   * the zone's begin half past.
   */
  static int hourOfWeek(long time, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochMilli(time).truncatedTo(ChronoUnit.HOURS).atZone(zone);
    int days = local.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
    return days * 24 + local.getHour();
  }

  /** Empty while fewer weeks than the rule asks for have been seen. */
  static Optional<Range> range(HourHistory history, QualityRule.Usual rule) {
    if (history == null || history.hours.length < rule.minimumWeeks()) {
      return Optional.empty();
    }
    double usual = median(history.means);
    double[] apart = Arrays.stream(history.means).map(mean -> Math.abs(mean - usual)).toArray();
    double between = MAD_TO_DEVIATION * median(apart);
    double spread = Math.max(Math.hypot(between, median(history.deviations)), Math.sqrt(usual));
    double tolerance = Math.max(rule.deviations() * spread, rule.change() * usual);
    return Optional.of(new Range(usual, Math.max(0, usual - tolerance), usual + tolerance));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
