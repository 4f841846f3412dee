package io.sluice.common.dictionary;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many values of each field were left out, being of another type or out of range. Counted by
 * one thread, read by many.
 */
public final class NullCounts {
  private final AtomicLongArray counts;

  NullCounts(int fields) {
    counts = new AtomicLongArray(fields);
  }

  void count(int field) {
    counts.lazySet(field, counts.get(field) + 1);
  }

  public long of(int field) {
    return counts.get(field);
  }
}
