package io.sluice.loganalytics.event;

/**
 * The JSON members of objects that many requests share, such as a place, each written once and
 * ending with its comma. A cache by identity, two entries to a set, the one that was written longer
 * ago giving way: what is not shared after all costs its writing, never memory. For one thread.
 *
 * @param <T> what is shared; never changes
 */
final class KeptMembers<T> {
  /** Writes the members of one object. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T shared, JsonBuffer json);
  }

  private static final int ENTRIES = 1 << 13;

  private final Writer<T> writer;
  private final JsonBuffer json = new JsonBuffer();
  private final Object[] shared = new Object[ENTRIES];
  private final byte[][] members = new byte[ENTRIES][];

  KeptMembers(Writer<T> writer) {
    this.writer = writer;
  }

  byte[] of(T object) {
    int first = System.identityHashCode(object) & ENTRIES - 1 & ~1;
    if (shared[first] == object) {
      return members[first];
    }
    return shared[first + 1] == object ? members[first + 1] : write(object, first);
  }

  private byte[] write(T object, int first) {
    shared[first + 1] = shared[first];
    members[first + 1] = members[first];
    json.clear();
    writer.write(object, json);
    shared[first] = object;
    members[first] = json.toBytes();
    return members[first];
  }
}
