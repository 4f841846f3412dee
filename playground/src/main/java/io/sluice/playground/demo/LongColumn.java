package io.sluice.playground.demo;

import java.util.Arrays;

/** Longs by index, growing on demand; what was never set reads as {@link #ABSENT}. */
final class LongColumn {
  static final long ABSENT = Long.MIN_VALUE;

  private long[] values = {};
  private int size;

  void set(int index, long value) {
    if (index >= values.length) {
      int from = values.length;
      values = Arrays.copyOf(values, Math.max(1024, Math.max(index + 1, 2 * from)));
      Arrays.fill(values, from, values.length, ABSENT);
    }
    values[index] = value;
    size = Math.max(size, index + 1);
  }

  void add(long value) {
    set(size, value);
  }

  long get(int index) {
    return index < size ? values[index] : ABSENT;
  }

  /** One more than the largest index set. */
  int size() {
    return size;
  }
}
