package io.sluice.playground.fleet;

import java.util.List;

/**
 * How well devices behave and how well what they say is delivered. Shares are of the events, 0 to
 * 1; none of it touches the devices of stories.
 *
 * @param name as given on the command line
 * @param incidentShare events beside which something goes wrong with a device
 * @param disorderShare delivered later than others, within the tolerance
 * @param lateShare delivered beyond the tolerance
 * @param duplicateShare delivered twice
 * @param garbageShare records beside them that nobody can read
 * @param skewedClocks whether some clocks go wrong
 * @param chatterers devices whose fault comes and goes
 * @param stormEverySeconds how often a whole site fails at once; 0 for never
 */
public record DeviceProfile(
    String name,
    double incidentShare,
    double disorderShare,
    double lateShare,
    double duplicateShare,
    double garbageShare,
    boolean skewedClocks,
    int chatterers,
    int stormEverySeconds) {

  private static final List<DeviceProfile> ALL =
      List.of(
          new DeviceProfile("demo", 0.0015, 0.04, 0.002, 0.01, 0.001, true, 2, 90),
          new DeviceProfile("calm", 0.0005, 0, 0, 0, 0, false, 0, 0),
          new DeviceProfile("storm", 0.0015, 0.04, 0.002, 0.01, 0.001, true, 4, 15),
          new DeviceProfile("dirty", 0.0015, 0.2, 0.02, 0.1, 0.05, true, 4, 90));

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException naming the profiles there are
   */
  public static DeviceProfile named(String name) {
    return ALL.stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no profile '"
                        + name
                        + "', there are "
                        + String.join(", ", ALL.stream().map(DeviceProfile::name).toList())));
  }
}
