package io.sluice.common.sink.jdbc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long after every failure, up to a bound, of which
 * a random half is dropped so that subtasks do not come back in step.
 */
public final class Backoff {
  private final long firstMillis;
  private final long longestMillis;
  private final RandomGenerator random;
  private int failures;

  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMillis = first.toMillis();
    this.longestMillis = longest.toMillis();
    this.random = random;
  }

  public long nextMillis() {
    long doubled = firstMillis << Math.min(failures++, 20);
    long bound = Math.min(longestMillis, doubled);
    return bound - random.nextLong(bound / 2 + 1);
  }

  public void reset() {
    failures = 0;
  }
}
