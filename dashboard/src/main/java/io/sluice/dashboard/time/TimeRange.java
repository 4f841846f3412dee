package io.sluice.dashboard.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of event time, half open.
 *
 * @param live whether {@code to} is now: the window that holds it is still growing and everything
 *     in it belongs to the range
 */
public record TimeRange(Instant from, Instant to, boolean live) {

  public Duration length() {
    return Duration.between(from, to);
  }

  /** The same stretch some time earlier; never live. */
  public TimeRange earlier(Duration shift) {
    return new TimeRange(from.minus(shift), to.minus(shift), false);
  }
}
