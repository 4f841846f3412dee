package io.sluice.common.sink.jdbc;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.SettingsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a job's tables up to the version of its jar, by the scripts {@code
 * db/<job>/<postgresql|mysql>/V…__….sql} on the class path; or, where {@code jdbc.migrate} is off,
 * fails unless they are at it. Called once by the main of the job before it submits. Jobs may share
 * a database: each has a history of its own. Two starts at once are put in order by a lock in the
 * database; Flyway's own does not cover the moment in which its history table comes into being.
 */
public final class SchemaMigrations {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrations.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOCKS = Duration.ofMillis(100);

  private final String job;
  private final Database database;
  private final Duration patience;

  private SchemaMigrations(String job, Database database, Duration patience) {
    this.job = job;
    this.database = database;
    this.patience = patience;
  }

  /**
   * @param job in kebab-case, as in the scripts' folder
   */
  public static SchemaMigrations of(String job, JdbcConfig jdbc) {
    return new SchemaMigrations(job, Database.of(jdbc), PATIENCE);
  }

  /** How long to wait for a database that is still starting; a minute unless said. */
  public SchemaMigrations waitingFor(Duration longest) {
    return new SchemaMigrations(job, database, longest);
  }

  /** Migrates or validates, as the settings say. */
  public void run() {
    waitForDatabase();
    Flyway flyway = flyway();
    try {
      if (database.config().migrate()) {
        migrate(flyway);
      } else {
        flyway.validate();
      }
    } catch (FlywayException e) {
      throw refused(
          "jdbc.migrate",
          String.valueOf(database.config().migrate()),
          "cannot bring the tables of " + job + " to the version of this jar",
          firstLines(e.getMessage()));
    }
  }

  private void migrate(Flyway flyway) {
    try (Connection lock = database.connect()) {
      lock(lock);
      int applied = flyway.migrate().migrationsExecuted;
      LOG.info("Tables of {}: {} scripts applied", job, applied);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /** Holds until the connection is closed, also by the death of this process. */
  private void lock(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!triesLock(connection)) {
      if (System.nanoTime() > deadline) {
        throw refused(
            "jdbc.migrate",
            "true",
            "another start has been changing the tables of " + job + " for " + patience,
            "wait for it, or end its session in the database");
      }
      pause(BETWEEN_LOCKS);
    }
  }

  private boolean triesLock(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(database.dialect().tryLock())) {
      statement.setString(1, historyTable());
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getInt(1) == 1;
      }
    }
  }

  private String historyTable() {
    return "sluice_schema_" + job.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private Flyway flyway() {
    FluentConfiguration flyway =
        Flyway.configure(SchemaMigrations.class.getClassLoader())
            .dataSource(new DatabaseSource(database))
            .locations("classpath:db/" + job + "/" + database.dialect().folder())
            .failOnMissingLocations(true)
            .table(historyTable())
            // Another job's tables may be there already; they are none of our business.
            .baselineOnMigrate(true)
            .baselineVersion("0");
    return flyway.load();
  }

  private void waitForDatabase() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Connection connection = database.connect()) {
        LOG.debug("Connected to {}", connection.getMetaData().getDatabaseProductName());
        return;
      } catch (SQLException e) {
        if (SqlFault.of(e) != SqlFault.OUTAGE || System.nanoTime() > deadline) {
          throw unreachable(e);
        }
        LOG.info("Waiting for the database at {}: {}", database, e.getMessage());
      }
      pause(BETWEEN_TRIES);
    }
  }

  private SettingsException unreachable(SQLException e) {
    return SqlFault.of(e) == SqlFault.NEEDS_A_HUMAN
        ? refused("jdbc.url", database.toString(), "does not let us in", e.getMessage())
        : refused(
            "jdbc.url",
            database.toString(),
            "cannot be reached (tried for " + patience.toSeconds() + " s)",
            "start the database, or correct the URL (" + e.getMessage() + ")");
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the database", e);
    }
  }

  private static SettingsException refused(String key, String value, String problem, String fix) {
    return new SettingsException(List.of(new BadSetting(key, value, null, problem, fix)));
  }

  /** Flyway writes paragraphs; a start that fails says it in one line. */
  private static String firstLines(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank())
        .limit(6)
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
