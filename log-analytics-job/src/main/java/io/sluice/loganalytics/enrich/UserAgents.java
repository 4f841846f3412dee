package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Remembers the senders of the user agents seen last, by their bytes: a hit makes neither a String
 * nor any other object, and is only a hit if every byte agrees.
 *
 * <p>A set-associative table like the one of CachedGeoLookup: the hash picks a set of four entries
 * ordered by last use, a miss evicts the last. User agents of random text thus cost analyses, never
 * memory. What lies beyond {@link #LONGEST} bytes is ignored.
 *
 * <p>For one thread.
 */
final class UserAgents {
  static final int LONGEST = 2048;

  private static final int WAYS = 4;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final AgentAnalyzer analyzer;
  private final int[] hashes;
  private final byte[][] texts; // null where empty
  private final Agent[] agents;
  private final int setMask;
  private long misses;

  /**
   * @param capacity user agents to remember, rounded up to a power of two, at least 8
   */
  UserAgents(AgentAnalyzer analyzer, int capacity) {
    this.analyzer = analyzer;
    int entries = Integer.highestOneBit(Math.max(capacity, 2 * WAYS) * 2 - 1);
    this.hashes = new int[entries];
    this.texts = new byte[entries][];
    this.agents = new Agent[entries];
    this.setMask = entries / WAYS - 1;
  }

  Agent of(byte[] buffer, int from, int end) {
    int to = Math.min(end, from + LONGEST);
    int hash = hash(buffer, from, to);
    int first = WAYS * (hash & setMask);
    for (int entry = first; entry < first + WAYS; entry++) {
      if (hashes[entry] == hash
          && texts[entry] != null
          && Arrays.equals(texts[entry], 0, texts[entry].length, buffer, from, to)) {
        return entry == first
            ? agents[entry]
            : putFirst(first, entry, hash, texts[entry], agents[entry]);
      }
    }
    misses++;
    Agent agent = analyzer.analyze(buffer, from, to);
    return putFirst(first, first + WAYS - 1, hash, Arrays.copyOfRange(buffer, from, to), agent);
  }

  /** User agents that had to be analysed, so far. */
  long misses() {
    return misses;
  }

  private Agent putFirst(int first, int entry, int hash, byte[] text, Agent agent) {
    System.arraycopy(hashes, first, hashes, first + 1, entry - first);
    System.arraycopy(texts, first, texts, first + 1, entry - first);
    System.arraycopy(agents, first, agents, first + 1, entry - first);
    hashes[first] = hash;
    texts[first] = text;
    agents[first] = agent;
    return agent;
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    for (; at < to; at++) {
      hash = mix(hash ^ bytes[at]);
    }
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long value) {
    long product = value * 0x9E3779B97F4A7C15L;
    return product ^ product >>> 29;
  }
}
