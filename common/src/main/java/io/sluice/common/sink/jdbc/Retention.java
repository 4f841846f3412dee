package io.sluice.common.sink.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, in small batches so that a writer that shares the connection waits for
 * milliseconds only. A failure is counted and tried again at the next turn; it never stops a job.
 */
final class Retention {
  static final int BATCH_ROWS = 1000;
  static final int BATCHES_A_TURN = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final RowStore store;
  private final List<RetentionRule> rules;
  private final LongSupplier clock;
  private final UpsertMetrics metrics;

  Retention(RowStore store, List<RetentionRule> rules, LongSupplier clock, UpsertMetrics metrics) {
    this.store = store;
    this.rules = List.copyOf(rules);
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Deletes a few batches for every rule.
   *
   * @return whether there is more to delete at once
   */
  boolean sweep() {
    boolean more = false;
    try {
      for (RetentionRule rule : rules) {
        more |= sweep(rule);
      }
    } catch (SQLException e) {
      metrics.retireFailures.inc();
      LOG.warn("Could not retire rows, will try again: {}", e.toString());
      return false;
    }
    return more;
  }

  private boolean sweep(RetentionRule rule) throws SQLException {
    Instant before = Instant.ofEpochMilli(clock.getAsLong()).minus(rule.keep());
    for (int batch = 0; batch < BATCHES_A_TURN; batch++) {
      int deleted = store.retire(rule, before, BATCH_ROWS);
      metrics.retired.inc(deleted);
      if (deleted < BATCH_ROWS) {
        return false;
      }
    }
    return true;
  }
}
