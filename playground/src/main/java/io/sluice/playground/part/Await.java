package io.sluice.playground.part;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition with a deadline; a timeout names what was awaited and the last failure. */
public final class Await {
  private static final long PAUSE_MILLIS = 50;

  private Await() {}

  /**
   * Polls until {@code condition} gives true. A check that throws counts as "not yet".
   *
   * @throws PartException when the time is over
   */
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    Exception last = null;
    do {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (PartException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      pause();
    } while (System.nanoTime() < deadline);
    throw new PartException(
        "gave up after " + limit.toSeconds() + " s waiting until " + what, last);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartException("interrupted while waiting", e);
    }
  }
}
