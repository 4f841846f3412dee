package io.sluice.benchmarks.alerts;

import org.apache.flink.table.api.Schema;

/**
 * Regular joins, as written by who does not know the others: nothing in state is ever forgotten,
 * and what a recovery shows to have been wrong is taken back.
 */
public final class SqlRegularJoin extends SqlPairs {

  @Override
  Schema schema() {
    return Schema.newBuilder().build();
  }

  @Override
  String query(String rule, String earlier, String later, int seconds) {
    return """
        SELECT '%1$s', b.device, b.ms, a.ms
        FROM fault a
        JOIN fault b ON a.device = b.device AND a.ms < b.ms AND b.ms - a.ms < %4$d
        WHERE a.code = '%2$s' AND b.code = '%3$s'
          AND NOT EXISTS (
            SELECT 1 FROM recovery r
            WHERE r.device = a.device AND r.code = '%2$s' AND r.ms > a.ms AND r.ms < b.ms)
        """
        .formatted(rule, earlier, later, seconds * 1_000);
  }
}
