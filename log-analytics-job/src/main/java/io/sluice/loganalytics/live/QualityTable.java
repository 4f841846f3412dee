package io.sluice.loganalytics.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.loganalytics.quality.StageCounts;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table {@code quality}; a row's version within a generation is what came in. */
record QualityTable(long generation) implements RowWriter<StageCounts> {
  static final JdbcTable TABLE =
      JdbcTable.named("quality")
          .key("minute", ColumnType.TIMESTAMP)
          .key("stage", ColumnType.TEXT)
          .column("in", ColumnType.BIGINT)
          .column("out", ColumnType.BIGINT)
          .column("rejected", ColumnType.JSON)
          .column("late", ColumnType.BIGINT)
          .column("geo_misses", ColumnType.BIGINT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(StageCounts counts) {
    return new Object[] {
      Instant.ofEpochMilli(counts.minute),
      counts.stage,
      counts.in,
      counts.out,
      rejected(counts),
      counts.late,
      counts.geoMisses,
      generation,
      counts.in
    };
  }

  /** Reasons are words of our own, in kebab-case: nothing in them needs escaping. */
  private static String rejected(StageCounts counts) {
    return new TreeMap<>(counts.rejected)
        .entrySet().stream()
            .map(reason -> '"' + reason.getKey() + "\":" + reason.getValue())
            .collect(Collectors.joining(",", "{", "}"));
  }
}
