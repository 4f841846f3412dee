package io.sluice.playground.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the demo is asked for.
 *
 * @param headless whether it runs as a check, which keeps the place of every line sent
 * @param traffic how long the headless check sends
 * @param rate lines per second
 * @param slotsEach task slots of each TaskManager
 * @param kill whether the check kills a TaskManager in the middle
 * @param settings settings of log analytics on top of the demo's own
 * @param devices empty for a demo without them
 */
public record DemoOptions(
    boolean headless,
    Duration traffic,
    int rate,
    int taskManagers,
    int slotsEach,
    int parallelism,
    long seed,
    String profile,
    boolean kill,
    int dashboardPort,
    Optional<Path> report,
    Map<String, String> settings,
    Optional<Devices> devices) {

  /**
   * The fleet and the job that watches it.
   *
   * @param rate events per second
   * @param settings settings of the job on top of the demo's own
   */
  public record Devices(int rate, int parallelism, Map<String, String> settings) {
    /** Stories need a clock that goes on. */
    private static final int LEAST_RATE = 20;

    public Devices {
      settings = Map.copyOf(settings);
      require(rate >= LEAST_RATE, "--device-rate must be at least " + LEAST_RATE);
      require(parallelism >= 1, "--device-parallelism must be at least 1");
    }
  }

  public DemoOptions {
    settings = Map.copyOf(settings);
    require(!traffic.isNegative() && !traffic.isZero(), "--minutes must be more than 0");
    require(rate >= 1, "--rate must be at least 1");
    require(taskManagers >= 1, "--taskmanagers must be at least 1");
    require(slotsEach >= 1, "--slots must be at least 1");
    int slots = taskManagers * slotsEach;
    require(
        parallelism >= 1 && parallelism <= slots,
        "--parallelism must lie between 1 and the cluster's " + slots + " slots");
    int both = parallelism + devices.map(Devices::parallelism).orElse(0);
    require(
        both <= slots,
        "both jobs need "
            + both
            + " slots and the cluster has "
            + slots
            + ": raise --slots, or leave the devices out with --no-devices");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
