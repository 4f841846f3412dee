package io.sluice.loganalytics.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.loganalytics.quality.StageCounts;
import java.time.Instant;
import java.util.Map;
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
          .column("dropped", ColumnType.JSON)
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
      json(counts.rejected),
      json(counts.dropped),
      counts.late,
      counts.geoMisses,
      generation,
      counts.in
    };
  }

  /** Ids of cleaning rules are somebody else's words. */
  private static String json(Map<String, Long> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(count -> '"' + escaped(count.getKey()) + "\":" + count.getValue())
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String name) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(name));
  }
}
