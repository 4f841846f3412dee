package io.sluice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What the figures were measured on. */
record Machine(int processors, long memoryBytes, String system, String java, String flink) {

  static Machine here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + ' ' + System.getProperty("os.arch"),
        Runtime.version().toString(),
        EnvironmentInformation.getVersion());
  }

  @Override
  public String toString() {
    return processors
        + " cores, "
        + memoryBytes / (1L << 30)
        + " GiB, "
        + system
        + ", JDK "
        + java
        + ", Flink "
        + flink;
  }
}
