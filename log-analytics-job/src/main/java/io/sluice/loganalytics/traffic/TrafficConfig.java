package io.sluice.loganalytics.traffic;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How traffic is counted.
 *
 * @param zone the zone whose clock windows follow
 * @param maxValues values a dimension may have in one window before the rest is {@code other}
 * @param flushInterval how often open rows are given out as they grow
 * @param finalRowsOnly give a row out once, when its window is over: for replays
 */
public record TrafficConfig(
    ZoneId zone, int maxValues, Duration flushInterval, boolean finalRowsOnly)
    implements Serializable {}
