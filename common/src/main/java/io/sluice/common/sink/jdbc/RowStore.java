package io.sluice.common.sink.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A table in a database, as its writer sees it. After an error the next call starts afresh. */
interface RowStore extends AutoCloseable {
  /**
   * Writes all rows or none; their keys differ.
   *
   * @return how many rows the version guard refused
   */
  int upsert(List<TableRow> rows) throws SQLException;

  /**
   * Deletes rows that a rule retires.
   *
   * @return how many, at most the limit
   */
  int retire(RetentionRule rule, Instant before, int limit) throws SQLException;

  @Override
  void close();
}
