package io.sluice.playground.fleet;

import java.util.PriorityQueue;

/** What is to happen when; at equal times in the order in which it was put down. */
final class Agenda {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long entered;

  private record Entry(long at, long order, Runnable deed) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  void at(long epochMillis, Runnable deed) {
    entries.add(new Entry(epochMillis, entered++, deed));
  }

  /** Does what is due, and what that puts down for until then. */
  void runUntil(long epochMillis) {
    while (!entries.isEmpty() && entries.peek().at() <= epochMillis) {
      entries.remove().deed().run();
    }
  }
}
