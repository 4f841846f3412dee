package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.SliceCache;

/**
 * Remembers the senders of the user agents seen last. What lies beyond {@link #LONGEST} bytes is
 * ignored. For one thread.
 */
final class UserAgents {
  static final int LONGEST = 2048;

  private final SliceCache<Agent> agents;

  /**
   * @param capacity user agents to remember
   */
  UserAgents(AgentAnalyzer analyzer, int capacity) {
    this.agents = new SliceCache<>(capacity, analyzer::analyze);
  }

  Agent of(byte[] buffer, int from, int end) {
    return agents.get(buffer, from, Math.min(end, from + LONGEST));
  }

  /** User agents that had to be analysed, so far. */
  long misses() {
    return agents.misses();
  }
}
