package io.sluice.common.sink.jdbc;

import io.sluice.common.sink.jdbc.JdbcTable.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A batch of one statement a row, pipelined and in one transaction. There is no condition on {@code
 * on duplicate key update}, so every column asks the guard for itself; assignments take effect from
 * left to right, which is why the version's columns come last (see {@link JdbcTable#replaced}).
 *
 * <p>A row that changes nothing counts 0 affected rows, and so does a refused one. Where the table
 * has a touched column an accepted row always changes; where it has none, a row written again with
 * equal content counts as refused.
 *
 * <p>Timestamps are stored in UTC (datetime(6)).
 */
final class MySqlUpsert {
  private static final String GUARD =
      "(`generation` < values(`generation`) or (`generation` = values(`generation`)"
          + " and `merged` <= values(`merged`)))";

  private MySqlUpsert() {}

  static String sql(JdbcTable table) {
    return "insert into "
        + quoted(table.name())
        + " ("
        + table.columns().stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", "))
        + ") values ("
        + table.columns().stream().map(column -> "?").collect(Collectors.joining(", "))
        + ") on duplicate key update "
        + (table.touched() == null
            ? ""
            : guarded(quoted(table.touched()), "utc_timestamp(6)") + ", ")
        + table.replaced().stream()
            .map(column -> quoted(column.name()))
            .map(name -> guarded(name, "values(" + name + ")"))
            .collect(Collectors.joining(", "));
  }

  static int execute(Connection connection, JdbcTable table, String sql, List<TableRow> rows)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      int refused = refused(connection, table, sql, rows);
      connection.commit();
      connection.setAutoCommit(true);
      return refused;
    } catch (SQLException e) {
      abandon(connection, e);
      throw e;
    }
  }

  private static int refused(
      Connection connection, JdbcTable table, String sql, List<TableRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (TableRow row : rows) {
        bind(statement, table.columns(), row);
        statement.addBatch();
      }
      int refused = 0;
      for (int affected : statement.executeBatch()) {
        refused += affected == 0 ? 1 : 0;
      }
      return refused;
    }
  }

  private static void abandon(Connection connection, SQLException reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static void bind(PreparedStatement statement, List<Column> columns, TableRow row)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.values().get(i);
      statement.setObject(i + 1, value instanceof Instant instant ? utc(instant) : value);
    }
  }

  private static String guarded(String column, String value) {
    return column + " = if(" + GUARD + ", " + value + ", " + column + ")";
  }

  private static String quoted(String name) {
    return SqlDialect.MYSQL.quoted(name);
  }
}
