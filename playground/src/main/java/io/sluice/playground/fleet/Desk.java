package io.sluice.playground.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;

/** The people who are sent to devices of the fleet, and those who watch the alerts. */
final class Desk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ROLL_CALL_EVERY = 1_000;
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
      long at = now + 2_000;
      agenda.at(at, () -> sink.action(actText("ACK", "alertId", alertId, at, null), at));
    }
    if (random.nextDouble() < 0.05) {
      agenda.at(now + 3_000, () -> shelve(deviceId, now + 3_000, MINUTE));
    }
  }

  /**
   * A sign of life on both topics each second. Event time of the job waits for all of its inputs,
   * and what is silent holds it back until it is taken for idle: with this, nothing ever is, and
   * decisions do not depend on how fast a topic is read.
   */
  void rollCall(long now) {
    String nobody = "desk-" + now / ROLL_CALL_EVERY % 60;
    sink.signOfLife(
        orderText(nobody, "roll-call", "CLOSED", now),
        actText("UNSHELVE", "deviceId", nobody, now, null));
    agenda.at(now + ROLL_CALL_EVERY, () -> rollCall(now + ROLL_CALL_EVERY));
  }

  void order(String deviceId, String alertId, String state, long at) {
    agenda.at(at, () -> sink.workOrder(deviceId, orderText(deviceId, alertId, state, at), at));
  }

  private static String orderText(String deviceId, String alertId, String state, long at) {
    return JSON.createObjectNode()
        .put("alertId", alertId)
        .put("deviceId", deviceId)
        .put("state", state)
        .put("ts", at)
        .toString();
  }

  void shelve(String deviceId, long at, long millis) {
    sink.action(actText("SHELVE", "deviceId", deviceId, at, at + millis), at);
  }

  private static String actText(String action, String target, String id, long at, Long until) {
    ObjectNode json = JSON.createObjectNode();
    json.put("actor", "desk").put("ts", at).put("action", action);
    json.putObject("target").put(target, id);
    if (until != null) {
      json.put("until", until);
    }
    return json.toString();
  }
}
