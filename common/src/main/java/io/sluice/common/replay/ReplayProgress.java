package io.sluice.common.replay;

import java.time.Duration;

/**
 * How far a replay has come.
 *
 * @param records records read
 * @param eventTime the newest event time among them, Long.MIN_VALUE before the first
 * @param elapsed since the start
 */
public record ReplayProgress(long records, long eventTime, Duration elapsed) {
  /** Records a second on average. */
  public long rate() {
    return records * 1000 / Math.max(1, elapsed.toMillis());
  }
}
