package io.sluice.common.sink.jdbc;

import io.sluice.common.config.JdbcConfig;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;

/**
 * How connections come about: straight from the driver. The JVM-wide DriverManager would hold on to
 * the class loader of every job that ever ran in the TaskManager; drivers register themselves there
 * when they are loaded and are taken off again.
 *
 * <p>A server that has gone silent is noticed by the timeouts. Parameters of the URL come before
 * ours; TLS is a matter of them.
 */
public final class Database implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String MYSQL = "jdbc:mysql:";
  private static final String MARIADB = "jdbc:mariadb:";

  private final JdbcConfig config;

  private Database(JdbcConfig config) {
    this.config = config;
  }

  public static Database of(JdbcConfig config) {
    return new Database(config);
  }

  public Connection connect() throws SQLException {
    boolean postgres = dialect() == SqlDialect.POSTGRESQL;
    Driver driver = postgres ? new org.postgresql.Driver() : new org.mariadb.jdbc.Driver();
    releaseDrivers();
    Connection connection = driver.connect(url(), postgres ? forPostgres() : forMySql());
    if (connection == null) {
      throw new SQLException("Not a URL of " + dialect().folder() + ": " + config.url(), "42000");
    }
    return connection;
  }

  SqlDialect dialect() {
    return config.url().startsWith(POSTGRESQL) ? SqlDialect.POSTGRESQL : SqlDialect.MYSQL;
  }

  JdbcConfig config() {
    return config;
  }

  /** MariaDB's driver serves MySQL too, under its own scheme. */
  private String url() {
    return config.url().startsWith(MYSQL)
        ? MARIADB + config.url().substring(MYSQL.length())
        : config.url();
  }

  private Properties forPostgres() {
    Properties properties = login();
    ours(properties, "connectTimeout", config.connectTimeout().toSeconds());
    ours(properties, "socketTimeout", config.statementTimeout().toSeconds());
    ours(properties, "tcpKeepAlive", true);
    ours(properties, "ApplicationName", "sluice");
    return properties;
  }

  private Properties forMySql() {
    Properties properties = login();
    ours(properties, "connectTimeout", config.connectTimeout().toMillis());
    ours(properties, "socketTimeout", config.statementTimeout().toMillis());
    ours(properties, "tcpKeepAlive", true);
    // The counts of a batch: rows changed, not rows found, and one count a row.
    ours(properties, "useAffectedRows", true);
    ours(properties, "useBulkStmts", false);
    ours(properties, "useBulkStmtsForInserts", false);
    return properties;
  }

  private Properties login() {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    if (!config.password().isEmpty()) {
      properties.setProperty("password", config.password().reveal());
    }
    return properties;
  }

  private void ours(Properties properties, String name, Object value) {
    String url = config.url().toLowerCase(Locale.ROOT);
    if (!url.contains(name.toLowerCase(Locale.ROOT) + "=")) {
      properties.setProperty(name, value.toString());
    }
  }

  /** In a JVM that runs without a class loader per job, others may want the drivers. */
  private static void releaseDrivers() throws SQLException {
    ClassLoader own = Database.class.getClassLoader();
    if (own == ClassLoader.getSystemClassLoader()) {
      return;
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        DriverManager.deregisterDriver(driver);
      }
    }
  }

  @Override
  public String toString() {
    return config.url();
  }
}
