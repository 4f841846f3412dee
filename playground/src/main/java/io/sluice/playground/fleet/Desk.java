package io.sluice.playground.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.SplittableRandom;

/** The people who are sent to devices of the fleet, and those who watch the alerts. */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = 60_000;

  private final Agenda agenda;
  private final FleetSink sink;
  private final SplittableRandom random;

  Desk(Agenda agenda, FleetSink sink, SplittableRandom random) {
    this.agenda = agenda;
    this.sink = sink;
    this.random = random;
  }

  /** Somebody gets to it, or the order waits; half of the alerts are acknowledged. */
  void dispatched(String deviceId, String alertId, long now) {
    order(deviceId, alertId, "CREATED", now);
    if (random.nextDouble() < 0.7) {
      order(deviceId, alertId, "ASSIGNED", now + 1_500);
      order(deviceId, alertId, "IN_PROGRESS", now + 5_000 + random.nextLong(10_000));
      order(deviceId, alertId, "COMPLETED", now + 20_000 + random.nextLong(30_000));
    }
    if (random.nextDouble() < 0.5) {
      agenda.at(now + 2_000, () -> act("ACK", "alertId", alertId, now + 2_000, null));
    }
    if (random.nextDouble() < 0.05) {
      agenda.at(now + 3_000, () -> shelve(deviceId, now + 3_000, MINUTE));
    }
  }

  void order(String deviceId, String alertId, String state, long at) {
    String json =
        JSON.createObjectNode()
            .put("alertId", alertId)
            .put("deviceId", deviceId)
            .put("state", state)
            .put("ts", at)
            .toString();
    agenda.at(at, () -> sink.workOrder(deviceId, json, at));
  }

  void shelve(String deviceId, long at, long millis) {
    act("SHELVE", "deviceId", deviceId, at, at + millis);
  }

  private void act(String action, String target, String id, long at, Long until) {
    var json = JSON.createObjectNode().put("actor", "desk").put("ts", at).put("action", action);
    json.putObject("target").put(target, id);
    if (until != null) {
      json.put("until", until);
    }
    sink.action(json.toString(), at);
  }
}
