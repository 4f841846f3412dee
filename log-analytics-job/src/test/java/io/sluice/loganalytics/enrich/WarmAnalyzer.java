package io.sluice.loganalytics.enrich;

import io.sluice.common.runtime.Shared;

/**
 * Keeps the user-agent analyser of this JVM alive between the pipelines of a test class: it takes
 * seconds to build and is closed with its last user.
 */
public final class WarmAnalyzer implements AutoCloseable {
  private final Shared<AgentAnalyzer> analyzer;

  /**
   * @param cacheSize {@code user-agent.cache-size} of the pipelines
   */
  public WarmAnalyzer(int cacheSize) throws Exception {
    analyzer =
        Shared.acquire(AgentAnalyzer.class, cacheSize, () -> YauaaAnalyzer.warmedUp(cacheSize));
  }

  @Override
  public void close() throws Exception {
    analyzer.close();
  }
}
