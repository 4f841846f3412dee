package io.sluice.playground.fleet;

import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong in the fleet: incidents one by one, devices that chatter, a site at once. */
final class Troubles {
  private static final long SECOND = 1_000;
  private static final long FIRST_BURST = 8 * SECOND;
  private static final long BURST_EVERY = 20 * SECOND;
  private static final int FLAPS = 10;
  private static final long FLAP = 400;
  private static final long FIRST_STORM = 15 * SECOND;
  private static final int CHATTERER_EVERY = 10;

  /** Chatters. */
  private static final String LOOSE_CONTACT = "8";

  private static final String POWER = "P";
  private static final double POWER_COMES_BACK = 0.85;

  private final Fleet fleet;
  private final List<Story> incidents;
  private final Delivery delivery;
  private final Agenda agenda;
  private final SplittableRandom random;
  private long storms;

  Troubles(
      Fleet fleet,
      List<Story> incidents,
      Delivery delivery,
      Agenda agenda,
      SplittableRandom random) {
    this.fleet = fleet;
    this.incidents = incidents;
    this.delivery = delivery;
    this.agenda = agenda;
    this.random = random;
  }

  void begin(DeviceProfile profile, long start) {
    for (int i = 0; i < profile.chatterers(); i++) {
      int index = 3 + i * CHATTERER_EVERY;
      if (index < fleet.devices().size()) {
        FleetDevice device = fleet.devices().get(index);
        long first = start + FIRST_BURST + i * 2 * SECOND;
        agenda.at(first, () -> chatter(device, first));
      }
    }
    if (profile.stormEverySeconds() > 0) {
      long every = profile.stormEverySeconds() * SECOND;
      long first = start + Math.min(FIRST_STORM, every);
      agenda.at(first, () -> storm(first, every));
    }
  }

  /** One of the stories happens to a device of the fleet, and what failed recovers in a minute. */
  void incident(FleetDevice device, long at) {
    Story story = incidents.get(random.nextInt(incidents.size()));
    for (Story.Step step : story.steps()) {
      say(device, step.type(), step.code(), at + step.arrives());
    }
    for (String code : story.faults()) {
      say(device, "RECOVERY", code, at + 6 * SECOND + random.nextLong(54 * SECOND));
    }
  }

  private void say(FleetDevice device, String type, String code, long at) {
    agenda.at(at, () -> delivery.send(device, type, code, at));
  }

  private void chatter(FleetDevice device, long now) {
    for (int flap = 0; flap < FLAPS; flap++) {
      say(device, "FAULT", LOOSE_CONTACT, now + flap * FLAP);
      // Seldom enough for some to count up.
      if (flap % 4 == 3) {
        say(device, "RECOVERY", LOOSE_CONTACT, now + flap * FLAP + FLAP / 2);
      }
    }
    agenda.at(now + BURST_EVERY, () -> chatter(device, now + BURST_EVERY));
  }

  private void storm(long at, long every) {
    for (FleetDevice device : fleet.at(Fleet.site(storms))) {
      long fails = at + random.nextLong(1_500);
      boolean soon = random.nextDouble() < POWER_COMES_BACK;
      say(device, "FAULT", POWER, fails);
      say(device, "RECOVERY", POWER, fails + (soon ? 2 * SECOND : 30 * SECOND));
    }
    storms++;
    agenda.at(at + every, () -> storm(at + every, every));
  }
}
