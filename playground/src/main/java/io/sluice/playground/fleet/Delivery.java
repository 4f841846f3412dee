package io.sluice.playground.fleet;

import java.util.SplittableRandom;

/** What becomes of what the fleet says on its way to the broker, by the shares of the profile. */
final class Delivery {
  private final DeviceProfile profile;
  private final long lateness;
  private final Scribe scribe;
  private final Agenda agenda;
  private final FleetSink sink;
  private final SplittableRandom random;

  Delivery(
      DeviceProfile profile,
      long lateness,
      Scribe scribe,
      Agenda agenda,
      FleetSink sink,
      SplittableRandom random) {
    this.profile = profile;
    this.lateness = lateness;
    this.scribe = scribe;
    this.agenda = agenda;
    this.sink = sink;
    this.random = random;
  }

  /** The device says it now, by its own clock. */
  void send(FleetDevice device, String type, String code, long now) {
    FleetEvent event = scribe.event(device.id(), type, code, now + device.skew());
    DeviceRecord record = scribe.record(event, device.form());
    long delay = delay();
    if (delay == 0) {
      sink.event(record);
    } else {
      agenda.at(now + delay, () -> sink.event(record));
    }
    if (random.nextDouble() < profile.duplicateShare()) {
      agenda.at(now + delay + 1 + random.nextInt(2_000), () -> sink.event(record));
    }
    if (random.nextDouble() < profile.garbageShare()) {
      sink.event(scribe.garbage(device.id(), now));
    }
  }

  private long delay() {
    double fate = random.nextDouble();
    if (fate < profile.lateShare()) {
      return lateness + 1_000 + random.nextLong(2 * lateness + 1);
    }
    return fate < profile.lateShare() + profile.disorderShare()
        ? 1 + random.nextLong(lateness * 6 / 10 + 1)
        : 0;
  }
}
