package io.sluice.loganalytics.enrich;

import io.sluice.loganalytics.event.Agent;

/** Makes out who sent a user agent; slow, so its answers are kept. Safe for many threads. */
@FunctionalInterface
interface AgentAnalyzer {

  /** Never null and never throws: what says nothing is {@link Agent#UNKNOWN}. */
  Agent analyze(byte[] text, int from, int to);
}
