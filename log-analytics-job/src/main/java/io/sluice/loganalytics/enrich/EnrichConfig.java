package io.sluice.loganalytics.enrich;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the enrichment needs to know.
 *
 * @param cityFile MaxMind city or country file, null for none: every public address is a miss
 * @param asnFile MaxMind ASN file, null for none: no networks
 * @param geoReloadInterval how often the files are looked at for a new version; zero for never
 * @param userAgentCacheSize distinct user agents each subtask remembers
 */
public record EnrichConfig(
    String cityFile, String asnFile, Duration geoReloadInterval, int userAgentCacheSize)
    implements Serializable {

  public EnrichConfig {
    if (userAgentCacheSize < 1) {
      throw new IllegalArgumentException(
          "user-agent.cache-size must be at least 1, not " + userAgentCacheSize);
    }
  }
}
