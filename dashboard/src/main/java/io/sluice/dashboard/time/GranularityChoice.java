package io.sluice.dashboard.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Which window size a range is drawn in: the finest that stays readable and that is still kept.
 *
 * <p>Fine rows are retired before coarse ones. A size counts as retired for a range if its rows
 * begin inside the range while a coarser size has rows from before that; if all sizes begin at the
 * same time, the system is simply young and the fine rows are all there is.
 */
public final class GranularityChoice {

  /** More points than this say no more on a 1920 px wall and cost time to draw. */
  static final int MOST_POINTS = 1500;

  private final ZoneId zone;

  public GranularityChoice(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param oldest the oldest window start of each size that has rows
   */
  public Granularity choose(TimeRange range, Map<Granularity, Instant> oldest) {
    for (Granularity candidate : Granularity.values()) {
      if (fits(candidate, range.length()) && !retired(candidate, range, oldest)) {
        return candidate;
      }
    }
    return Granularity.MONTH;
  }

  private static boolean fits(Granularity candidate, Duration length) {
    return length.toMillis() <= candidate.nominal().toMillis() * MOST_POINTS;
  }

  private boolean retired(
      Granularity candidate, TimeRange range, Map<Granularity, Instant> oldest) {
    Instant begins = oldest.getOrDefault(candidate, Instant.MAX);
    if (!begins.isAfter(range.from())) {
      return false;
    }
    for (Granularity coarser : Granularity.values()) {
      Instant coarserBegins = oldest.get(coarser);
      if (coarser.compareTo(candidate) > 0
          && coarserBegins != null
          && (begins == Instant.MAX || coarserBegins.isBefore(coarser.floor(begins, zone)))) {
        return true;
      }
    }
    return false;
  }
}
