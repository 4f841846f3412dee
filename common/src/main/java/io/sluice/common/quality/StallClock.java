package io.sluice.common.quality;

import java.util.Arrays;

/**
 * Notices that event time stands still while the wall clock goes on, from the pulses of the source:
 * a silent topic, or one with nothing but garbage. Decides only while every subtask of the source
 * has been heard of lately: one that is held up (a database is away, a checkpoint takes long) sends
 * no pulses, and its silence says nothing of the topic.
 *
 * <p>Times are epoch milliseconds of one machine; kept in heap only, so that a restarted job waits
 * anew. For one thread.
 */
final class StallClock {
  static final long PULSE_MILLIS = 1000;
  private static final long HEARD_LATELY = 15 * PULSE_MILLIS;
  private static final long NEVER = Long.MIN_VALUE;

  private final long patienceMillis;
  private long[] heard = {};
  private long watermark = NEVER;
  private long watermarkRoseAt = NEVER;
  private long newest = NEVER;
  private long newestRoseAt = NEVER;

  /**
   * @param patienceMillis how long event time may stand still before the wall clock moves it on
   */
  StallClock(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /** A subtask of the source says how far it has come; Long.MIN_VALUE for nothing yet. */
  void hear(long newestOfSubtask, int subtask, int subtasks, long now) {
    if (heard.length != subtasks) {
      heard = new long[subtasks];
      Arrays.fill(heard, NEVER);
    }
    heard[subtask] = now;
    if (newestRoseAt == NEVER || newestOfSubtask > newest) {
      newest = Math.max(newest, newestOfSubtask);
      newestRoseAt = now;
    }
  }

  /**
   * Up to when windows may be closed although no watermark says so: as far behind the wall clock as
   * the newest event was, and the patience more. Long.MIN_VALUE while there is no reason to.
   */
  long closedUpTo(long currentWatermark, long now) {
    if (currentWatermark != watermark || watermarkRoseAt == NEVER) {
      watermark = currentWatermark;
      watermarkRoseAt = now;
    }
    if (newestRoseAt == NEVER
        || now - watermarkRoseAt < patienceMillis
        || now - newestRoseAt < 0
        || !everybodyHeard(now)) {
      return NEVER;
    }
    long startedOn = newest == NEVER ? newestRoseAt : newest;
    return startedOn + (now - newestRoseAt) - patienceMillis;
  }

  private boolean everybodyHeard(long now) {
    for (long at : heard) {
      if (at == NEVER || now - at > HEARD_LATELY) {
        return false;
      }
    }
    return heard.length > 0;
  }
}
