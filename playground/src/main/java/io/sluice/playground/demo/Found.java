package io.sluice.playground.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found in a sink, by the place of the input line it came from. Safe for use by several
 * threads.
 */
public final class Found {
  private static final long UNKNOWN_REQUEST = 0;

  private final List<LongColumn> counts = new ArrayList<>();
  private final List<LongColumn> requestIds = new ArrayList<>();
  private long records;
  private long distinct;
  private long nameless;

  /** A row of the line at that place; {@code requestId} is the fingerprint the row carries. */
  public synchronized void add(int partition, long offset, long requestId) {
    records++;
    while (counts.size() <= partition) {
      counts.add(new LongColumn());
      requestIds.add(new LongColumn());
    }
    int index = Math.toIntExact(offset);
    long before = Math.max(0, counts.get(partition).get(index));
    if (before == 0) {
      distinct++;
      requestIds.get(partition).set(index, requestId);
    }
    counts.get(partition).set(index, before + 1);
  }

  public synchronized void add(int partition, long offset) {
    add(partition, offset, UNKNOWN_REQUEST);
  }

  /** A row that does not say where it came from. */
  public synchronized void addNameless() {
    records++;
    nameless++;
  }

  /** As if one row had never arrived: lets a test see that a loss is noticed. */
  public synchronized void removeOne(int partition, long offset) {
    long before = count(partition, offset);
    if (before == 0) {
      throw new IllegalStateException("nothing found at " + partition + "-" + offset);
    }
    records--;
    counts.get(partition).set((int) offset, before - 1);
    if (before == 1) {
      distinct--;
    }
  }

  public synchronized long records() {
    return records;
  }

  public synchronized long distinct() {
    return distinct;
  }

  public synchronized long nameless() {
    return nameless;
  }

  public synchronized long count(int partition, long offset) {
    return partition >= counts.size() ? 0 : Math.max(0, counts.get(partition).get((int) offset));
  }

  /** Fingerprint of the request id found there, 0 when the row carried none. */
  public synchronized long requestId(int partition, long offset) {
    return requestIds.get(partition).get((int) offset);
  }

  synchronized int partitions() {
    return counts.size();
  }

  synchronized int end(int partition) {
    return partition < counts.size() ? counts.get(partition).size() : 0;
  }
}
