package io.sluice.loganalytics.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.loganalytics.clean.RuleHits;
import java.time.Instant;

/** The table {@code cleaning_rule_hits}; a row's version within a generation is its hits. */
record RuleHitsTable(long generation) implements RowWriter<RuleHits> {
  static final JdbcTable TABLE =
      JdbcTable.named("cleaning_rule_hits")
          .key("minute", ColumnType.TIMESTAMP)
          .key("rule_id", ColumnType.TEXT)
          .key("set_version", ColumnType.BIGINT)
          .column("matched", ColumnType.BIGINT)
          .column("changed", ColumnType.BIGINT)
          .column("dropped", ColumnType.BIGINT)
          .column("errors", ColumnType.BIGINT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(RuleHits hits) {
    return new Object[] {
      Instant.ofEpochMilli(hits.minute),
      hits.ruleId,
      hits.setVersion,
      hits.matched,
      hits.changed,
      hits.dropped,
      hits.errors,
      generation,
      hits.total()
    };
  }
}
