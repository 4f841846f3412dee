package io.sluice.playground.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The devices and what is configured about them. The same seed and size give the same fleet. */
public final class Fleet {
  private static final List<String> SITES = List.of("north", "south", "east", "west", "harbour");
  private static final List<String> MODELS = List.of("X1", "X2", "X3");
  private static final List<String> VERSIONS = List.of("2.0", "2.1", "3.0");
  private static final List<DeviceLevel> LEVELS =
      List.of(
          new DeviceLevel("gold", "4h", "CRITICAL", null),
          new DeviceLevel("silver", "1d", null, null),
          new DeviceLevel("bronze", "3d", null, 8L));
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Older gateways stand before one model. */
  private static final String BEHIND_GATEWAYS = "X3";

  private static final int SLOW_CLOCK = 7;
  private static final int FAST_CLOCK = 11;

  private final List<FleetDevice> devices = new ArrayList<>();

  /**
   * @param behind how far a slow clock is behind, milliseconds; 0 for none
   * @param ahead how far a fast clock is ahead, milliseconds; 0 for none
   */
  Fleet(long seed, int size, long behind, long ahead) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      devices.add(
          new FleetDevice(
              String.format(Locale.ROOT, "d%04d", i + 1),
              SITES.get(i % SITES.size()),
              LEVELS.get(Math.min(random.nextInt(6) / 2, LEVELS.size() - 1)).level(),
              model,
              VERSIONS.get(random.nextInt(VERSIONS.size())),
              model.equals(BEHIND_GATEWAYS) ? EventForm.GATEWAY : EventForm.OWN,
              i == SLOW_CLOCK ? -behind : i == FAST_CLOCK ? ahead : 0));
    }
  }

  public List<FleetDevice> devices() {
    return devices;
  }

  public List<DeviceLevel> levels() {
    return LEVELS;
  }

  List<FleetDevice> at(String site) {
    return devices.stream().filter(device -> device.site().equals(site)).toList();
  }

  static String site(long turn) {
    return SITES.get((int) Math.floorMod(turn, (long) SITES.size()));
  }

  /** What {@code replay device-alert --devices} reads: one JSON object a line. */
  public List<String> configuration() {
    List<String> lines = new ArrayList<>();
    for (DeviceLevel level : LEVELS) {
      ObjectNode line = JSON.createObjectNode().put("level", level.level()).put("sla", level.sla());
      if (level.severity() != null) {
        line.put("severity", level.severity());
      }
      if (level.holdSeconds() != null) {
        line.put("hold", level.holdSeconds() + "s");
      }
      lines.add(line.toString());
    }
    for (FleetDevice device : devices) {
      lines.add(
          JSON.createObjectNode()
              .put("deviceId", device.id())
              .put("level", device.level())
              .put("model", device.model())
              .put("version", device.version())
              .put("site", device.site())
              .toString());
    }
    return lines;
  }
}
