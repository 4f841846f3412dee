package io.sluice.playground.fleet;

/** Where a fleet's records go, in the order of delivery. Called by one thread. */
public interface FleetSink {
  void event(DeviceRecord record);

  /**
   * How far the work on an alert is.
   *
   * @param json the record of the topic work-orders
   */
  void workOrder(String deviceId, String json, long ts);

  /**
   * What an operator does.
   *
   * @param json the record of the topic operator-actions
   */
  void action(String json, long ts);

  /** Says nothing, to every partition of both topics, so that event time goes on there. */
  void signOfLife(String workOrder, String action);
}
