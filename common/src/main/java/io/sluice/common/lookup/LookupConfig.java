package io.sluice.common.lookup;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a table is looked up.
 *
 * @param ttl how old an answer may be, that there is no such row included; longer only in an outage
 * @param cacheSize keys remembered per job and TaskManager, kept beyond their TTL for an outage
 * @param timeout how long a record waits for an answer at most
 * @param connections to the database, per job and TaskManager
 */
public record LookupConfig(Duration ttl, int cacheSize, Duration timeout, int connections)
    implements Serializable {
  public LookupConfig {
    if (ttl.isNegative() || ttl.isZero() || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("TTL and timeout of a lookup must be positive");
    }
    if (cacheSize < 1 || connections < 1) {
      throw new IllegalArgumentException("A lookup needs room for a key and a connection");
    }
  }
}
