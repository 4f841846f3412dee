package io.sluice.dashboard.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.dashboard.DashboardConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The dashboard's way to the tables: a small pool of read-only sessions. A statement that runs
 * longer than {@link #STATEMENT_LIMIT} is ended by the server, a silent server is given up after
 * {@link #SOCKET_LIMIT}; both arrive as {@link SQLException}. Starts without the database being
 * there.
 */
public final class Database implements AutoCloseable {

  static final Duration STATEMENT_LIMIT = Duration.ofSeconds(3);
  static final Duration SOCKET_LIMIT = Duration.ofSeconds(6);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int MOST_SESSIONS = 4;

  private final HikariDataSource pool;

  public Database(DashboardConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("dashboard");
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.jdbcUser());
    hikari.setPassword(config.jdbcPassword());
    hikari.setMaximumPoolSize(MOST_SESSIONS);
    hikari.setMinimumIdle(1);
    hikari.setReadOnly(true);
    hikari.setAutoCommit(true);
    hikari.setInitializationFailTimeout(-1);
    hikari.setConnectionTimeout(CONNECT_LIMIT.toMillis());
    hikari.setValidationTimeout(1000);
    hikari.setConnectionInitSql(
        "set session characteristics as transaction read only;"
            + " set statement_timeout = "
            + STATEMENT_LIMIT.toMillis());
    hikari.addDataSourceProperty("connectTimeout", CONNECT_LIMIT.toSeconds());
    hikari.addDataSourceProperty("socketTimeout", SOCKET_LIMIT.toSeconds());
    hikari.addDataSourceProperty("ApplicationName", "sluice-dashboard");
    pool = new HikariDataSource(hikari);
  }

  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void close() {
    pool.close();
  }
}
