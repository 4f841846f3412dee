package io.sluice.playground.demo;

/**
 * What was broken on purpose and when, in epoch milliseconds.
 *
 * @param part what was killed with kill -9
 * @param runningAgainAt when every task of the job ran again
 */
public record Fault(String part, long killedAt, long runningAgainAt) {
  public double recoverySeconds() {
    return (runningAgainAt - killedAt) / 1000.0;
  }
}
