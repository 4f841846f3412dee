package io.sluice.loganalytics.quality;

import io.sluice.common.time.EventTimed;

/**
 * Which minute a record is counted in: the one that its partition or file has come to in event time
 * ({@link EventTimed#progress}), so that a stage's minute holds the same records live, in a replay
 * and when weeks of history are sent in a minute, and every stage puts a record into the same one.
 * What comes before the first readable event of a file is counted in minute 0.
 */
public final class MinuteClock {
  public static final long MINUTE = 60_000;

  private MinuteClock() {}

  public static long minuteOf(long progress) {
    return progress == EventTimed.NO_TIMESTAMP ? 0 : Math.floorDiv(progress, MINUTE) * MINUTE;
  }
}
