package io.sluice.benchmarks.contest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Wall and processor time of this process since the start. */
public final class Stopwatch {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long wall = System.nanoTime();
  private final long cpu = PROCESS.getProcessCpuTime();

  private Stopwatch() {}

  public static Stopwatch start() {
    return new Stopwatch();
  }

  public Round stop(long records, long checkpoints) {
    return new Round(
        System.nanoTime() - wall, PROCESS.getProcessCpuTime() - cpu, records, checkpoints);
  }
}
