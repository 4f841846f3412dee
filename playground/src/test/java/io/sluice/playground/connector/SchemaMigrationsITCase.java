package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.config.SettingsException;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import io.sluice.playground.testing.Parts;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scripts of log analytics against a real Postgres. */
@ExtendWith(Parts.class)
class SchemaMigrationsITCase {
  private static final String JOB = "log-analytics";
  private static final String HISTORY = "sluice_schema_log_analytics";

  @Test
  void createsTheTablesOnceHoweverOftenAndHoweverManyStart(PostgresServer postgres)
      throws Exception {
    JdbcConfig database = config(postgres.createDatabase("migrate_twice"), true);

    ExecutorService starts = Executors.newFixedThreadPool(6);
    CyclicBarrier together = new CyclicBarrier(6);
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      started.add(
          starts.submit(
              () -> {
                together.await();
                SchemaMigrations.of(JOB, database).run();
                return null;
              }));
    }
    for (Future<?> start : started) {
      start.get();
    }
    starts.shutdown();
    SchemaMigrations.of(JOB, database).run();

    assertThat(count(postgres, "migrate_twice", "traffic")).isZero();
    assertThat(count(postgres, "migrate_twice", HISTORY + " where type = 'SQL' and version = '1'"))
        .isEqualTo(1);
  }

  @Test
  void livesBesideTheTablesOfOthers(PostgresServer postgres) throws Exception {
    JdbcConfig database = config(postgres.createDatabase("migrate_beside"), true);
    try (Connection connection = postgres.connect("migrate_beside");
        Statement statement = connection.createStatement()) {
      statement.execute("create table theirs (n int)");
    }

    SchemaMigrations.of(JOB, database).run();

    assertThat(count(postgres, "migrate_beside", "traffic")).isZero();
  }

  @Test
  void onlyLooksWhereItMayNotMigrate(PostgresServer postgres) {
    String url = postgres.createDatabase("migrate_not");

    assertThatThrownBy(() -> SchemaMigrations.of(JOB, config(url, false)).run())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("jdbc.migrate = false")
        .hasMessageContaining(JOB);

    SchemaMigrations.of(JOB, config(url, true)).run();
    SchemaMigrations.of(JOB, config(url, false)).run();
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    JdbcConfig nowhere = config("jdbc:postgresql://127.0.0.1:1/sluice", true);

    assertThatThrownBy(
            () -> SchemaMigrations.of(JOB, nowhere).waitingFor(Duration.ofMillis(1500)).run())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("jdbc.url = jdbc:postgresql://127.0.0.1:1/sluice")
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aMissingDatabaseIsNotWaitedFor(PostgresServer postgres) {
    JdbcConfig missing = config(postgres.jdbcUrl("no_such_database"), true);

    assertThatThrownBy(() -> SchemaMigrations.of(JOB, missing).run())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no_such_database")
        .hasMessageContaining("does not let us in");
  }

  @Test
  void worksFromTheFatJarUnderFlinksClassLoaderAndLeavesNoDriverBehind(PostgresServer postgres)
      throws Exception {
    String url = postgres.createDatabase("migrate_fat_jar");
    try (URLClassLoader loader = childFirst(fatJar())) {
      Thread.currentThread().setContextClassLoader(loader);
      migrate(loader, url, postgres.user());
      for (Driver driver : Collections.list(DriverManager.getDrivers())) {
        assertThat(driver.getClass().getClassLoader()).isNotSameAs(loader);
      }
    } finally {
      Thread.currentThread().setContextClassLoader(SchemaMigrationsITCase.class.getClassLoader());
    }

    assertThat(count(postgres, "migrate_fat_jar", "traffic")).isZero();
  }

  private static void migrate(ClassLoader loader, String url, String user)
      throws ReflectiveOperationException {
    Class<?> secret = loader.loadClass(Secret.class.getName());
    Class<?> jdbc = loader.loadClass(JdbcConfig.class.getName());
    Class<?> migrations = loader.loadClass(SchemaMigrations.class.getName());
    assertThat(migrations.getClassLoader()).isSameAs(loader);
    Object config =
        jdbc.getConstructors()[0].newInstance(
            url,
            user,
            secret.getMethod("of", String.class).invoke(null, ""),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    Object run = migrations.getMethod("of", String.class, jdbc).invoke(null, JOB, config);
    migrations.getMethod("run").invoke(run);
  }

  private static URLClassLoader childFirst(Path jar) throws IOException {
    return new ChildFirstClassLoader(
        new URL[] {jar.toUri().toURL()},
        SchemaMigrationsITCase.class.getClassLoader(),
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS.defaultValue().toArray(String[]::new),
        problem -> {
          throw new IllegalStateException(problem);
        });
  }

  private static Path fatJar() throws IOException {
    Path target = SluiceHome.find().root().resolve("log-analytics-job/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-fat.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No fat jar in " + target + ": package first"));
    }
  }

  private static long count(PostgresServer postgres, String database, String table)
      throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static JdbcConfig config(String url, boolean migrate) {
    return new JdbcConfig(
        url, "postgres", Secret.of(""), migrate, Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
