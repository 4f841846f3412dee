package io.sluice.common.lookup;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.sink.jdbc.Database;
import io.sluice.common.sink.jdbc.SqlFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of Postgres, MySQL or MariaDB by a {@link KeyedQuery}. The connection is opened when needed
 * and given up after a failure. A key that the database cannot even compare, such as a word for a
 * column of numbers, has no row; the others of its batch are asked for without it.
 */
final class JdbcRowSource<R> implements RowSource<R> {
  /** Longer than any look-up should take; a server gone silent is noticed after it. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(JdbcRowSource.class);

  private final Database database;
  private final KeyedQuery query;
  private final RowMapper<R> mapper;
  private volatile Connection connection;
  private volatile boolean closed;

  JdbcRowSource(JdbcConfig config, KeyedQuery query, RowMapper<R> mapper) {
    this.database = Database.of(impatient(config));
    this.query = query;
    this.mapper = mapper;
  }

  private static JdbcConfig impatient(JdbcConfig config) {
    return new JdbcConfig(
        config.url(),
        config.user(),
        config.password(),
        false,
        least(config.connectTimeout()),
        least(config.statementTimeout()));
  }

  private static Duration least(Duration configured) {
    return configured.compareTo(LONGEST) < 0 ? configured : LONGEST;
  }

  @Override
  public Map<String, R> rows(List<String> keys) throws SQLException {
    try {
      return query(keys);
    } catch (SQLException e) {
      if (SqlFault.of(e) == SqlFault.ROW) {
        return keys.size() == 1 ? Map.of() : oneByOne(keys);
      }
      close(connection);
      connection = null;
      throw e;
    }
  }

  private Map<String, R> oneByOne(List<String> keys) throws SQLException {
    Map<String, R> rows = new HashMap<>();
    for (String key : keys) {
      rows.putAll(rows(List.of(key)));
    }
    return rows;
  }

  private Map<String, R> query(List<String> keys) throws SQLException {
    Map<String, R> rows = new HashMap<>();
    try (PreparedStatement statement = connection().prepareStatement(query.forKeys(keys.size()))) {
      int next = 1;
      for (String key : KeyedQuery.padded(keys)) {
        statement.setString(next++, key);
      }
      try (ResultSet lines = statement.executeQuery()) {
        while (lines.next()) {
          rows.put(lines.getString(1), mapper.row(lines));
        }
      }
    }
    return rows;
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Connection opened = database.connect();
      connection = opened;
      if (closed) {
        close(opened);
        throw new SQLException("closed meanwhile", "08003");
      }
    }
    return connection;
  }

  @Override
  public void close() {
    closed = true;
    close(connection);
  }

  /** Cuts the line rather than saying goodbye: another thread may be waiting on it. */
  private void close(Connection open) {
    if (open == null) {
      return;
    }
    try {
      open.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("A connection to {} broke while it was closed", database, e);
    }
  }
}
