package io.sluice.dashboard.time;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The one window whose figures may stand for a range where figures cannot be summed (unique
 * visitors, latency quantiles): the latest complete window inside the range, of the largest size
 * that has one there.
 *
 * @param complete false if no complete window fits and the current minute has to serve
 */
public record ExactWindow(Granularity granularity, Instant from, Instant to, boolean complete) {

  /** The latest complete window of each size that has one in the range, the largest size first. */
  public static List<ExactWindow> within(TimeRange range, ZoneId zone) {
    List<ExactWindow> windows = new ArrayList<>();
    for (int i = Granularity.WEEK.ordinal(); i >= Granularity.MINUTE.ordinal(); i--) {
      Granularity size = Granularity.values()[i];
      Instant end = size.floor(range.to(), zone);
      Instant start = size.floor(end.minusMillis(1), zone);
      if (!start.isBefore(range.from()) && size.nominal().compareTo(range.length()) <= 0) {
        windows.add(new ExactWindow(size, start, end, true));
      }
    }
    windows.add(openMinute(range, zone));
    return List.copyOf(windows);
  }

  /** The minute in which the range ends, as far as it has got. */
  private static ExactWindow openMinute(TimeRange range, ZoneId zone) {
    Instant start = Granularity.MINUTE.floor(range.to().minusMillis(1), zone);
    return new ExactWindow(Granularity.MINUTE, start, Granularity.MINUTE.next(start, zone), false);
  }
}
