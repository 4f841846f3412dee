package io.sluice.common.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table behind one connection, opened when needed and dropped after any error that is not the
 * fault of a row.
 */
final class JdbcRowStore implements RowStore {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcRowStore.class);

  private final Database database;
  private final SqlDialect dialect;
  private final JdbcTable table;
  private final String upsert;
  private Connection connection;

  JdbcRowStore(Database database, JdbcTable table) {
    this.database = database;
    this.dialect = database.dialect();
    this.table = table;
    this.upsert = dialect.upsert(table);
  }

  @Override
  public int upsert(List<TableRow> rows) throws SQLException {
    try {
      return dialect.execute(connection(), table, upsert, rows);
    } catch (SQLException e) {
      throw after(e);
    }
  }

  @Override
  public int retire(RetentionRule rule, Instant before, int limit) throws SQLException {
    try (PreparedStatement delete = connection().prepareStatement(dialect.retire(rule))) {
      int next = 1;
      if (rule.onlyColumn() != null) {
        delete.setString(next++, rule.onlyValue());
      }
      delete.setObject(next++, dialect.timestamp(before));
      delete.setInt(next, limit);
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw after(e);
    }
  }

  @Override
  public void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection to {} broke while it was closed", database, e);
    }
    connection = null;
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = database.connect();
    }
    return connection;
  }

  private SQLException after(SQLException e) {
    if (SqlFault.of(e) != SqlFault.ROW) {
      close();
    }
    return e;
  }
}
