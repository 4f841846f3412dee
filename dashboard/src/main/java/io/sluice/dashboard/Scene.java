package io.sluice.dashboard;

import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * A view at a moment: everything a figure needs to know to read its rows.
 *
 * @param granularity the size the range is drawn in
 * @param oldest the oldest window start of each size that has rows
 */
public record Scene(
    TimeRange range,
    Granularity granularity,
    Filters filters,
    Instant now,
    ZoneId zone,
    Map<Granularity, Instant> oldest) {

  /** The filter of a room that takes one only. */
  public Filter filter() {
    return filters.only();
  }
}
