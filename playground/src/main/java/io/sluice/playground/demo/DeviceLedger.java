package io.sluice.playground.demo;

import io.sluice.playground.fleet.DeviceRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The generator's own book of what it sent of devices. What is late or ahead is worked out here
 * from the order in the partitions, by the written rule and not by the job's code. Times are epoch
 * milliseconds. Safe for use by several threads.
 */
public final class DeviceLedger {
  private final List<Partition> partitions = new ArrayList<>();
  private final LongColumn sentAt = new LongColumn();
  private final boolean keepsPlaces;
  private long handedOver;
  private long acknowledged;
  private long failed;
  private String firstFailure = "";

  /**
   * @param keepsPlaces false for a demo without an end: records are only counted
   */
  DeviceLedger(boolean keepsPlaces) {
    this.keepsPlaces = keepsPlaces;
  }

  private static final class Partition {
    final LongColumn timestamp = new LongColumn();
    final LongColumn arrival = new LongColumn();
    final BitSet garbage = new BitSet();
  }

  /** Before the record goes to the producer: nobody can see its effect earlier than the ledger. */
  synchronized void sending(DeviceRecord record, long now) {
    handedOver++;
    int number = Math.toIntExact(record.number());
    if (keepsPlaces && sentAt.get(number) == LongColumn.ABSENT) {
      sentAt.set(number, now);
    }
  }

  synchronized void acknowledged(int partition, long offset, DeviceRecord record, long arrival) {
    acknowledged++;
    if (!keepsPlaces) {
      return;
    }
    while (partitions.size() <= partition) {
      partitions.add(new Partition());
    }
    Partition book = partitions.get(partition);
    int index = Math.toIntExact(offset);
    book.timestamp.set(index, record.timestamp());
    book.arrival.set(index, arrival);
    book.garbage.set(index, record.garbage());
  }

  synchronized void failed(Exception problem) {
    failed++;
    if (firstFailure.isEmpty()) {
      firstFailure = problem.toString();
    }
  }

  public synchronized long handedOver() {
    return handedOver;
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized String firstFailure() {
    return firstFailure;
  }

  /** When an event was first sent; {@link LongColumn#ABSENT} for none of that number. */
  synchronized long sentAt(long number) {
    return sentAt.get((int) Math.min(number, Integer.MAX_VALUE));
  }

  /** Places of records that nobody can read, by partition. */
  synchronized List<BitSet> garbage() {
    return partitions.stream().map(partition -> (BitSet) partition.garbage.clone()).toList();
  }

  /**
   * Places of events that are too late or too far ahead, by partition.
   *
   * @param lateness how far behind the largest time before it in its partition an event may lie
   * @param maxFuture how far ahead of its arrival; what lies further moves no time
   */
  synchronized List<BitSet> outOfTime(long lateness, long maxFuture) {
    List<BitSet> all = new ArrayList<>();
    for (Partition partition : partitions) {
      BitSet found = new BitSet();
      long largest = Long.MIN_VALUE;
      for (int offset = 0; offset < partition.timestamp.size(); offset++) {
        long ts = partition.timestamp.get(offset);
        if (ts == LongColumn.ABSENT || partition.garbage.get(offset)) {
          continue;
        }
        boolean ahead = ts > partition.arrival.get(offset) + maxFuture;
        boolean late = largest != Long.MIN_VALUE && ts < largest - lateness;
        found.set(offset, ahead || late);
        largest = ahead ? largest : Math.max(largest, ts);
      }
      all.add(found);
    }
    return all;
  }
}
