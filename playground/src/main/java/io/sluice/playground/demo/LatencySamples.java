package io.sluice.playground.demo;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How long each line took, with the time it was sent. Safe for use by several threads. */
public final class LatencySamples {
  private final LongColumn sentAt = new LongColumn();
  private final LongColumn millis = new LongColumn();

  public synchronized void add(long sentAtMillis, long seenAtMillis) {
    sentAt.add(sentAtMillis);
    millis.add(Math.max(0, seenAtMillis - sentAtMillis));
  }

  public synchronized long count() {
    return millis.size();
  }

  /**
   * Quantiles over all samples, and over those neither of the warm-up nor touched by the fault.
   *
   * @param measuredFrom samples sent earlier are warm-up
   * @param fault null when nothing was broken
   */
  public synchronized Stage.Latency summary(long measuredFrom, Fault fault) {
    long caughtUpAt = fault == null ? 0 : caughtUp(fault);
    long[] all = sorted(IntStream.range(0, millis.size()));
    long[] calm =
        sorted(
            IntStream.range(0, millis.size())
                .filter(i -> sentAt.get(i) >= measuredFrom)
                .filter(i -> fault == null || !disturbed(i, fault, caughtUpAt)));
    return new Stage.Latency(
        all.length,
        quantile(all, 0.50),
        quantile(all, 0.99),
        calm.length,
        quantile(calm, 0.50),
        quantile(calm, 0.99));
  }

  /** When the last of what was sent before the job ran again became visible. */
  private long caughtUp(Fault fault) {
    return IntStream.range(0, millis.size())
        .filter(i -> sentAt.get(i) <= fault.runningAgainAt())
        .mapToLong(i -> sentAt.get(i) + millis.get(i))
        .max()
        .orElse(fault.runningAgainAt());
  }

  private boolean disturbed(int i, Fault fault, long caughtUpAt) {
    return sentAt.get(i) + millis.get(i) >= fault.killedAt() && sentAt.get(i) <= caughtUpAt;
  }

  private long[] sorted(IntStream indices) {
    long[] values = indices.mapToLong(millis::get).toArray();
    Arrays.sort(values);
    return values;
  }

  /** Nearest rank; null without samples. */
  private static Long quantile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }
}
