package io.sluice.loganalytics.appevent;

import io.sluice.common.reject.EventId;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordOrigin;
import io.sluice.common.time.EventTimed;
import java.math.BigDecimal;
import java.util.List;

/**
 * One event of an app, of any type, or the reason why a record could not be understood, and then
 * nothing else counts. A new one for each record; cleaning and enrichment change it in place.
 *
 * <p>Identity is where the record lay first: equal records are distinct events here, and it is the
 * stages that know which of them say the same.
 */
public final class AppEvent implements EventTimed {
  public String topic = "";
  public int partition;
  public long offset;

  /** Where it lay first, if it was put back in from the dead letters; else null. */
  public RecordOrigin origin;

  /** Epoch milliseconds; RawRecord.NO_ARRIVAL in a replay. */
  public long arrival;

  /** See {@link EventTimed#pendingFrom()}. */
  public long pendingFrom = Long.MAX_VALUE;

  /** See {@link EventTimed#progress()}. */
  public long progress = NO_TIMESTAMP;

  public boolean late;
  public boolean future;

  /** Null for a record that was understood. */
  public Rejected rejected;

  /** Null for a reject. */
  public AppEventType type;

  /** Event time, epoch milliseconds. */
  public long ts;

  /** Of the search that is made or clicked on, or of the order. */
  public String id;

  /** What was searched for; null where it is not said, as are the next ones. */
  public String query;

  public String region;
  public String city;
  public String channel;

  /** What the search gave, as far as it was said. */
  public List<String> results;

  /** Where on the list was clicked, from 1. */
  public long rank;

  /** What the click is worth. */
  public double gain;

  /** Of an order that is PAID never null, nor are currency and quantity. */
  public BigDecimal amount;

  public String currency;
  public Long quantity;
  public OrderStatus status;

  /** The client's address as text; never written out. */
  public String clientIp;

  /** Whether the address is a public one that the geo files do not hold. */
  public boolean geoMiss;

  void cameFrom(RawRecord raw) {
    topic = raw.topic();
    partition = raw.partition();
    offset = raw.offset();
    origin = raw.origin();
    arrival = raw.arrival();
    pendingFrom = raw.pendingFrom();
  }

  /** Where it lay first: what tells it from every other event. */
  public RecordOrigin identity() {
    return origin == null ? new RecordOrigin(topic, partition, offset, 0) : origin;
  }

  public String eventId() {
    RecordOrigin first = identity();
    return EventId.of(first.topic(), first.partition(), first.offset());
  }

  @Override
  public long timestamp() {
    return rejected == null ? ts : NO_TIMESTAMP;
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
  public long progress() {
    return progress;
  }

  @Override
  public void setProgress(long newest) {
    progress = newest;
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
