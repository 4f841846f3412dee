package io.sluice.common.reject;

/** The identity of a record by where it lay: {@code <topic>-<partition>-<offset>}. */
public final class EventId {
  private EventId() {}

  public static String of(String topic, int partition, long offset) {
    return topic + '-' + partition + '-' + offset;
  }
}
