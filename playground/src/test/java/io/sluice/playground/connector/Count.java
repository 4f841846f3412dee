package io.sluice.playground.connector;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * A row of the table that these tests write to, with its text form {@code value,generation,merged}.
 */
public record Count(String value, int generation, long merged) {
  static final JdbcTable TABLE =
      JdbcTable.named("counts")
          .key("value", ColumnType.TEXT)
          .column("requests", ColumnType.BIGINT)
          .version()
          .touching("updated_at")
          .build();

  static final String POSTGRES =
      "create table counts (value text primary key, requests bigint not null,"
          + " generation integer not null, merged bigint not null,"
          + " updated_at timestamptz not null default clock_timestamp())";

  /** The requests are ten times what was merged, so that a torn row shows. */
  static Object[] values(Count count) {
    return new Object[] {count.value, 10 * count.merged, count.generation, count.merged};
  }

  /** Reads the text form from a topic. */
  static final class Decoder implements RecordDecoder<Count> {
    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord raw, Collector<Count> out) {
      String[] parts = new String(raw.value(), StandardCharsets.UTF_8).split(",");
      out.collect(new Count(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
    }

    @Override
    public TypeInformation<Count> producedType() {
      return TypeInformation.of(Count.class);
    }
  }
}
