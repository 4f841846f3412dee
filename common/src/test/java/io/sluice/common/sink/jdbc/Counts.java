package io.sluice.common.sink.jdbc;

/** A table as small as they get. */
final class Counts {
  static final JdbcTable TABLE =
      JdbcTable.named("counts")
          .key("value", ColumnType.TEXT)
          .column("requests", ColumnType.BIGINT)
          .version()
          .touching("updated_at")
          .build();

  private Counts() {}
}
