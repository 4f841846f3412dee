package io.sluice.devicealert.dispatch;

/**
 * The event time that the wall clock stands for while all sources are silent: as much after the
 * last thing heard of a device as has passed since, less the tolerance and a margin. A source that
 * has fallen behind is not silent, so what is read after a downtime is decided by its own time.
 */
final class WallClock {
  private static final long RETRY = 5_000;

  private final long lag;

  /**
   * @param lag milliseconds that the wall clock stays behind, 0 for no such clock
   */
  WallClock(long lag) {
    this.lag = lag;
  }

  static WallClock of(DispatchConfig config) {
    boolean off = config.backstop().isZero();
    return new WallClock(off ? 0 : config.backstop().toMillis() + config.lateness().toMillis());
  }

  boolean off() {
    return lag == 0;
  }

  /** Takes note of something heard. */
  void heard(DispatchRow row, long ts, long now) {
    if (ts > row.heardTs) {
      row.heardTs = ts;
      row.heardAt = now;
    }
  }

  /** The event time that a time of the wall stands for. */
  long eventTime(DispatchRow row, long now) {
    return row.heardTs == DispatchRow.NOT_YET
        ? DispatchRow.NOT_YET
        : row.heardTs + (now - row.heardAt) - lag;
  }

  /** When to look at the wall for a decision of that event time, never at once. */
  long ring(DispatchRow row, long decision, long now) {
    long wanted = row.heardAt + Math.max(0, decision - row.heardTs) + lag;
    return Math.max(wanted, now + RETRY);
  }
}
