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

  /** As parallel as the demo's job: a subtask without one holds event time back for a while. */
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
    broker.createTopic(workOrders, PARTITIONS);
    broker.createTopic(operatorActions, PARTITIONS);
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
