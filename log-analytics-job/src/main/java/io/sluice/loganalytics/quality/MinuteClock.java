package io.sluice.loganalytics.quality;

import io.sluice.common.source.RawRecord;
import java.io.Serializable;

/**
 * Which minute a record is counted in: that of its arrival, or in a replay that of the newest event
 * time so far (0 until there was one).
 */
public final class MinuteClock implements Serializable {
  static final long MINUTE = 60_000;
  private static final long serialVersionUID = 1L;

  private long newest;

  public long minuteOf(long arrival, long timestamp) {
    if (arrival != RawRecord.NO_ARRIVAL) {
      return floor(arrival);
    }
    newest = Math.max(newest, timestamp);
    return floor(newest);
  }

  private static long floor(long time) {
    return Math.floorDiv(time, MINUTE) * MINUTE;
  }
}
