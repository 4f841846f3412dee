package io.sluice.dashboard;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition, with a deadline. */
final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, condition, () -> "not so");
  }

  /** seen: what there was instead, for the message of a failure. */
  static void until(String what, Callable<Boolean> condition, Callable<String> seen)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "It did not come about in "
                + PATIENCE.toSeconds()
                + " s: "
                + what
                + "; seen: "
                + seen.call());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
