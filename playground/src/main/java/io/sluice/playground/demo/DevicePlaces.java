package io.sluice.playground.demo;

import io.sluice.playground.part.KafkaBroker;
import java.util.Map;

/**
 * The topics that only device alerts reads and writes.
 *
 * @param job what the job is called when an operator asks for it
 */
public record DevicePlaces(
    String job,
    String deviceEvents,
    String workOrders,
    String operatorActions,
    String alertRules,
    String deviceAlerts,
    String deviceDispatches) {

  /** Of events, alerts and dispatches: as parallel as the demo's job. */
  static final int PARTITIONS = 2;

  static DevicePlaces usual() {
    return named("device-alert", "");
  }

  static DevicePlaces of(String owner) {
    return named("device-alert-" + owner, owner + "-");
  }

  private static DevicePlaces named(String job, String prefix) {
    return new DevicePlaces(
        job,
        prefix + "device-events",
        prefix + "work-orders",
        prefix + "operator-actions",
        prefix + "alert-rules",
        prefix + "device-alerts",
        prefix + "device-dispatches");
  }

  /** Makes what is not there. */
  void create(KafkaBroker broker) {
    broker.createTopic(deviceEvents, PARTITIONS);
    broker.createTopic(workOrders, 1);
    broker.createTopic(operatorActions, 1);
    broker.createTopic(alertRules, 1, Map.of("retention.ms", "-1"));
    broker.createTopic(deviceAlerts, PARTITIONS);
    broker.createTopic(deviceDispatches, PARTITIONS);
  }

  Map<String, String> settings() {
    return Map.of(
        "topics.device-events", deviceEvents,
        "topics.work-orders", workOrders,
        "topics.operator-actions", operatorActions,
        "topics.alert-rules", alertRules,
        "topics.device-alerts", deviceAlerts,
        "topics.device-dispatches", deviceDispatches);
  }
}
