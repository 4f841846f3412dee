package io.sluice.playground.demo;

import io.sluice.playground.simulate.LogLine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The generator's own book of what it sent, kept apart from everything the jobs say.
 *
 * <p>A line's identity is the partition and offset that the broker acknowledged. Times are epoch
 * milliseconds. Safe for use by several threads: the generator and the producer's callback write,
 * probes read.
 */
public final class SentLedger {
  private final List<Partition> partitions = new ArrayList<>();
  private final TreeMap<Long, LongColumn> sendTimesBySecond = new TreeMap<>();
  private final boolean keepsPlaces;
  private long handedOver;
  private long goodHandedOver;
  private long acknowledged;
  private long garbageAcknowledged;
  private long failed;
  private String firstFailure = "";

  /**
   * @param keepsPlaces false for a demo without an end: lines are only counted
   */
  public SentLedger(boolean keepsPlaces) {
    this.keepsPlaces = keepsPlaces;
  }

  private static final class Partition {
    final LongColumn sentAt = new LongColumn();
    final LongColumn timestamp = new LongColumn();
    final LongColumn requestId = new LongColumn();
    final BitSet garbage = new BitSet();
  }

  /** One acknowledged line. */
  public record Entry(long sentAt, long timestamp, long requestId, boolean garbage) {}

  /** Before the line goes to the producer: nobody can see its effect earlier than the ledger. */
  public synchronized void sending(LogLine line, long now) {
    handedOver++;
    if (!line.garbage()) {
      goodHandedOver++;
    }
    if (keepsPlaces && !line.garbage()) {
      long second = Math.floorDiv(line.timestamp(), 1000L);
      sendTimesBySecond.computeIfAbsent(second, key -> new LongColumn()).add(now);
    }
  }

  public synchronized void acknowledged(int partition, long offset, LogLine line, long sentAt) {
    acknowledged++;
    if (line.garbage()) {
      garbageAcknowledged++;
    }
    if (keepsPlaces) {
      keep(partition, offset, line, sentAt);
    }
  }

  private void keep(int partition, long offset, LogLine line, long sentAt) {
    while (partitions.size() <= partition) {
      partitions.add(new Partition());
    }
    Partition book = partitions.get(partition);
    int index = Math.toIntExact(offset);
    book.sentAt.set(index, sentAt);
    book.timestamp.set(index, line.timestamp());
    book.requestId.set(index, RequestIds.fingerprint(line.requestId()));
    book.garbage.set(index, line.garbage());
  }

  public synchronized void failed(Exception problem) {
    failed++;
    if (firstFailure.isEmpty()) {
      firstFailure = problem.toString();
    }
  }

  public synchronized long handedOver() {
    return handedOver;
  }

  public synchronized long goodHandedOver() {
    return goodHandedOver;
  }

  public synchronized long acknowledged() {
    return acknowledged;
  }

  public synchronized long garbageAcknowledged() {
    return garbageAcknowledged;
  }

  public synchronized long failed() {
    return failed;
  }

  /** Why the first line that the broker refused was refused; empty when none was. */
  public synchronized String firstFailure() {
    return firstFailure;
  }

  public synchronized int partitions() {
    return partitions.size();
  }

  /** One more than the largest acknowledged offset. */
  public synchronized int end(int partition) {
    return partition < partitions.size() ? partitions.get(partition).sentAt.size() : 0;
  }

  /** Null where no line was acknowledged at that place. */
  public synchronized Entry at(int partition, long offset) {
    if (partition >= partitions.size() || offset < 0 || offset >= end(partition)) {
      return null;
    }
    Partition book = partitions.get(partition);
    int index = (int) offset;
    if (book.sentAt.get(index) == LongColumn.ABSENT) {
      return null;
    }
    return new Entry(
        book.sentAt.get(index),
        book.timestamp.get(index),
        book.requestId.get(index),
        book.garbage.get(index));
  }

  /** Send times of the good lines whose own time lies in that second, in order of sending. */
  synchronized long sendTime(long second, int index) {
    LongColumn times = sendTimesBySecond.get(second);
    return times == null ? LongColumn.ABSENT : times.get(index);
  }

  synchronized int sentIn(long second) {
    LongColumn times = sendTimesBySecond.get(second);
    return times == null ? 0 : times.size();
  }

  /** How many good lines were sent, by the second of their own time. */
  public synchronized Map<Long, Long> goodBySecond() {
    Map<Long, Long> counts = new TreeMap<>();
    sendTimesBySecond.forEach((second, times) -> counts.put(second, (long) times.size()));
    return counts;
  }
}
