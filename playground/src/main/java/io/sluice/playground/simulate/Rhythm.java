package io.sluice.playground.simulate;

/**
 * When people are awake and shops are visited, and when servers are slow. Everything follows from
 * the time (and a seed), nothing is remembered: the same instant has the same rhythm in every run.
 */
final class Rhythm {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** By hour of the local day, mean 1: asleep at four, lunch, and the sofa at nine. */
  private static final double[] HOURS = {
    0.46, 0.30, 0.22, 0.19, 0.20, 0.30, 0.52, 0.80, 1.03, 1.17, 1.24, 1.28,
    1.31, 1.27, 1.22, 1.21, 1.21, 1.23, 1.29, 1.40, 1.51, 1.42, 1.10, 0.72
  };

  /** Monday first, mean 1. */
  private static final double[] WEEKDAYS = {1.08, 1.09, 1.07, 1.05, 0.98, 0.85, 0.88};

  private static final double HOURS_MEAN = mean(HOURS);
  private static final double WEEKDAYS_MEAN = mean(WEEKDAYS);

  private final long seed;

  Rhythm(long seed) {
    this.seed = seed;
  }

  /** How awake people are at a place this far east of Greenwich; mean 1 over a day. */
  static double awake(long epochMillis, int offsetSeconds) {
    long local = Math.floorMod(epochMillis + offsetSeconds * 1000L, DAY);
    int hour = (int) (local / HOUR);
    double into = (local % HOUR) / (double) HOUR;
    return (HOURS[hour] * (1 - into) + HOURS[(hour + 1) % 24] * into) / HOURS_MEAN;
  }

  static double weekday(long epochMillis) {
    // 1970-01-01 was a Thursday.
    int day = (int) Math.floorMod(Math.floorDiv(epochMillis, DAY) + 3, 7L);
    return WEEKDAYS[day] / WEEKDAYS_MEAN;
  }

  /** The restlessness of real traffic: ±7 % from one ten seconds to the next, smoothed. */
  double restlessness(long epochMillis) {
    long slot = Math.floorDiv(epochMillis, 10_000L);
    double into = Math.floorMod(epochMillis, 10_000L) / 10_000.0;
    return 0.93 + 0.14 * (chance(1, slot) * (1 - into) + chance(1, slot + 1) * into);
  }

  /** Ten seconds out of two minutes; 6 then, 1 otherwise. */
  static double burst(long epochMillis) {
    return Math.floorMod(epochMillis, 2 * MINUTE) < 10_000 ? 6 : 1;
  }

  /** How much slower the part of the site is than usual: about one minute in twelve is a spell. */
  double slowness(int part, long epochMillis) {
    double chance = chance(100 + part, Math.floorDiv(epochMillis, MINUTE));
    return chance < 0.08 ? 2.5 + 50 * chance : 1;
  }

  /** Share of answers that are errors of the server: small, and large in one minute of forty. */
  double failing(int part, long epochMillis) {
    return chance(200 + part, Math.floorDiv(epochMillis, MINUTE)) < 0.025 ? 0.12 : 0.0015;
  }

  private double chance(int what, long slot) {
    return (mix(seed ^ mix(what * 0x9E3779B97F4A7C15L + slot)) >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64: a bijection, so that different inputs never collide. */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
