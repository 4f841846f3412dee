package io.sluice.common.time;

import io.sluice.common.source.RawRecord;

/** A record with nothing but its times, for tests of them. */
public final class TimedRecord implements EventTimed {
  public String topic = "";
  public int partition;
  public long timestamp = NO_TIMESTAMP;
  public long arrival = RawRecord.NO_ARRIVAL;
  public long pendingFrom = Long.MAX_VALUE;
  public boolean late;
  public boolean future;

  /** As a broker hands it over. */
  static TimedRecord live(int partition, long timestamp, long arrival) {
    TimedRecord event = new TimedRecord();
    event.topic = "access-logs";
    event.partition = partition;
    event.timestamp = timestamp;
    event.arrival = arrival;
    return event;
  }

  /** As it stands in a file. */
  static TimedRecord inFile(String file, long timestamp) {
    TimedRecord event = new TimedRecord();
    event.topic = file;
    event.timestamp = timestamp;
    return event;
  }

  TimedRecord pendingFrom(long leastUnread) {
    pendingFrom = leastUnread;
    return this;
  }

  @Override
  public long timestamp() {
    return timestamp;
  }

  @Override
  public long arrival() {
    return arrival;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public long pendingFrom() {
    return pendingFrom;
  }

  @Override
  public void markLate() {
    late = true;
  }

  @Override
  public void markFuture() {
    future = true;
  }

  @Override
  public boolean late() {
    return late;
  }

  @Override
  public boolean future() {
    return future;
  }
}
