package io.sluice.playground.demo;

import io.sluice.playground.part.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of one reader, made anew when it is needed after an outage. */
final class KeptConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

  private final PostgresServer postgres;
  private final String database;
  private Connection connection;

  KeptConnection(PostgresServer postgres, String database) {
    this.postgres = postgres;
    this.database = database;
  }

  Connection get() throws SQLException {
    if (connection == null || connection.isClosed()) {
      connection = postgres.connect(database);
    }
    return connection;
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("the connection was gone already", e);
    }
  }
}
