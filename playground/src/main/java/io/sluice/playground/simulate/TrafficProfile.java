package io.sluice.playground.simulate;

import java.util.List;

/**
 * What kind of traffic is simulated.
 *
 * @param name as given on the command line
 * @param format how lines are written
 * @param garbageShare share of lines that no parser can make a request of, 0 to 1
 * @param otherFormatShare share of lines in another well-known format, 0 to 1
 * @param balancedShare share of people who come through our own load balancers 10.0.3.x and
 *     10.0.2.x: their address is in X-Forwarded-For, and a parser has to trust those two
 * @param bursts whether the intensity jumps to six times its height for ten seconds of two minutes
 */
public record TrafficProfile(
    String name,
    LineFormat format,
    double garbageShare,
    double otherFormatShare,
    double balancedShare,
    boolean bursts) {

  private static final List<TrafficProfile> ALL =
      List.of(
          new TrafficProfile("demo", LineFormat.DEMO, 0.0002, 0, 0, false),
          new TrafficProfile("combined", LineFormat.COMBINED, 0, 0, 0, false),
          new TrafficProfile("burst", LineFormat.DEMO, 0.0002, 0, 0, true),
          new TrafficProfile("dirty", LineFormat.DEMO, 0.05, 0.10, 0.20, false));

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException naming the profiles there are
   */
  public static TrafficProfile named(String name) {
    return ALL.stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no profile '" + name + "', there are " + String.join(", ", names())));
  }

  /** The same traffic in lines of another format. */
  TrafficProfile in(LineFormat other) {
    return new TrafficProfile(name, other, garbageShare, otherFormatShare, balancedShare, bursts);
  }

  public static List<String> names() {
    return ALL.stream().map(TrafficProfile::name).toList();
  }
}
