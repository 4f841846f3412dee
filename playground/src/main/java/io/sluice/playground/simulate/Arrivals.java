package io.sluice.playground.simulate;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * The instants of a Poisson process whose rate follows an intensity: what many people who know
 * nothing of each other give. Instants do not go back; several may fall on one millisecond.
 */
public final class Arrivals {
  private final double perSecond;
  private final LongToDoubleFunction intensity;
  private final SplittableRandom random;
  private double at;
  private long second = Long.MIN_VALUE;
  private double rate;

  public Arrivals(long start, double perSecond, LongToDoubleFunction intensity, long seed) {
    this.at = start;
    this.perSecond = perSecond;
    this.intensity = intensity;
    this.random = new SplittableRandom(seed);
  }

  public long next() {
    long current = Math.floorDiv((long) at, 1_000L);
    if (current != second) {
      second = current;
      rate = perSecond * intensity.applyAsDouble(current * 1_000);
    }
    at += -StrictMath.log(1 - random.nextDouble()) * 1_000 / rate;
    return (long) at;
  }
}
