package io.sluice.benchmarks.alerts;

import static org.apache.flink.table.api.DataTypes.TIMESTAMP_LTZ;

import org.apache.flink.table.api.Schema;

/**
 * Interval joins: both faults within the window, and no recovery of the earlier one between them by
 * an outer interval join that found none. State lasts as long as the window.
 */
public final class SqlIntervalJoin extends SqlPairs {

  @Override
  Schema schema() {
    return Schema.newBuilder()
        .columnByMetadata("ts", TIMESTAMP_LTZ(3), "rowtime")
        .watermark("ts", "SOURCE_WATERMARK()")
        .build();
  }

  @Override
  String query(String rule, String earlier, String later, int seconds) {
    return """
        SELECT '%1$s', p.device, p.later_ms, p.earlier_ms
        FROM (
          SELECT a.device, a.ts AS earlier_ts, a.ms AS earlier_ms, b.ms AS later_ms
          FROM fault a
          JOIN fault b ON a.device = b.device
            AND a.ts > b.ts - INTERVAL '%4$d' SECOND AND a.ts < b.ts
          WHERE a.code = '%2$s' AND b.code = '%3$s') p
        LEFT JOIN (SELECT * FROM recovery WHERE code = '%2$s') r ON p.device = r.device
          AND r.ts > p.earlier_ts AND r.ts < p.earlier_ts + INTERVAL '%4$d' SECOND
          AND r.ms < p.later_ms
        WHERE r.device IS NULL
        """
        .formatted(rule, earlier, later, seconds);
  }
}
