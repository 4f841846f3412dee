package io.sluice.devicealert.event;

import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.time.EventTimed;

/**
 * What every input record of this job has: where it lay, and what is said of its time; or the
 * reason why it could not be understood, and then nothing else counts. A new one for each record.
 */
public abstract class Incoming implements EventTimed {
  public String topic;
  public int partition;
  public long offset;

  /** Epoch milliseconds; RawRecord.NO_ARRIVAL in a replay. */
  public long arrival;

  /** Event time, epoch milliseconds. */
  public long ts;

  public boolean late;
  public boolean future;

  /** See {@link EventTimed#pendingFrom()}. */
  public long pendingFrom = Long.MAX_VALUE;

  /** Of a late record, see {@link EventTimed#progress()}; nobody asks it of others. */
  public long progress = NO_TIMESTAMP;

  /** Null for a record that was understood. */
  public Rejected rejected;

  /** Takes over where the record lay. */
  final void cameFrom(RawRecord raw) {
    topic = raw.topic();
    partition = raw.partition();
    offset = raw.offset();
    arrival = raw.arrival();
    pendingFrom = raw.pendingFrom();
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
  public void setProgress(long reached) {
    progress = late ? reached : NO_TIMESTAMP;
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
