package io.sluice.common.sink.jdbc;

import io.sluice.common.sink.jdbc.JdbcTable.Column;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One statement for any number of rows: the columns travel as arrays, so the text is always the
 * same (it is planned once and never reaches the limit of 65,535 parameters), and the whole batch
 * is one transaction and one round trip. A row that the guard refuses is not counted as affected,
 * which makes the refusals exact.
 */
final class PostgresUpsert {
  private PostgresUpsert() {}

  static String sql(JdbcTable table) {
    List<Column> columns = table.columns();
    return "insert into "
        + quoted(table.name())
        + " as stored ("
        + columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "))
        + ") select "
        + IntStream.range(0, columns.size())
            .mapToObj(i -> "r.c" + i + (columns.get(i).type() == ColumnType.JSON ? "::jsonb" : ""))
            .collect(Collectors.joining(", "))
        + " from unnest("
        + columns.stream()
            .map(column -> "?::" + column.type().postgresElement() + "[]")
            .collect(Collectors.joining(", "))
        + ") as r("
        + IntStream.range(0, columns.size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "))
        + ") on conflict ("
        + table.key().stream().map(PostgresUpsert::quoted).collect(Collectors.joining(", "))
        + ") do update set "
        + table.replaced().stream()
            .map(column -> quoted(column.name()) + " = excluded." + quoted(column.name()))
            .collect(Collectors.joining(", "))
        + (table.touched() == null ? "" : ", " + quoted(table.touched()) + " = clock_timestamp()")
        + " where (stored.generation, stored.merged) <= (excluded.generation, excluded.merged)";
  }

  static int execute(Connection connection, JdbcTable table, String sql, List<TableRow> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < table.columns().size(); i++) {
        statement.setArray(i + 1, array(connection, table.columns().get(i), i, rows));
      }
      return rows.size() - statement.executeUpdate();
    }
  }

  private static Array array(Connection connection, Column column, int index, List<TableRow> rows)
      throws SQLException {
    Object[] elements = column.type().postgresArray(rows.size());
    for (int row = 0; row < elements.length; row++) {
      elements[row] = column.type().forPostgres(rows.get(row).values().get(index));
    }
    return connection.createArrayOf(column.type().postgresElement(), elements);
  }

  private static String quoted(String name) {
    return SqlDialect.POSTGRESQL.quoted(name);
  }
}
