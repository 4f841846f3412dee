package io.sluice.playground.demo;

import java.util.BitSet;
import java.util.List;

/**
 * Compares places in a topic with those that an output names: each must be there, any other must
 * not. Such outputs are delivered at least once, so the same place again is a repeat.
 */
final class PlaceBalance {
  private final String name;
  private final List<BitSet> expected;
  private final Found found;
  private long sent;
  private long lost;
  private long strange;

  PlaceBalance(String name, List<BitSet> expected, Found found) {
    this.name = name;
    this.expected = expected;
    this.found = found;
    for (int partition = 0; partition < expected.size(); partition++) {
      count(partition);
    }
    for (int partition = 0; partition < found.partitions(); partition++) {
      countStrange(partition);
    }
  }

  private void count(int partition) {
    BitSet places = expected.get(partition);
    sent += places.cardinality();
    for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
      lost += found.count(partition, at) == 0 ? 1 : 0;
    }
  }

  private void countStrange(int partition) {
    BitSet places = partition < expected.size() ? expected.get(partition) : new BitSet();
    for (int at = 0; at < found.end(partition); at++) {
      strange += found.count(partition, at) > 0 && !places.get(at) ? 1 : 0;
    }
  }

  boolean isComplete() {
    return lost == 0;
  }

  Stage stage() {
    return new Stage(
        name,
        sent,
        found.records(),
        found.distinct(),
        0,
        lost,
        strange + found.nameless(),
        null,
        List.of());
  }
}
