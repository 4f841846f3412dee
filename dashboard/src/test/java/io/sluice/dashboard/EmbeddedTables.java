package io.sluice.dashboard;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A Postgres with the jobs' tables, made by their own migrations. Can go away and come back. */
final class EmbeddedTables implements AutoCloseable {

  /** The jobs whose tables there are. */
  enum Job {
    LOG_ANALYTICS("log-analytics"),
    DEVICE_ALERT("device-alert");

    private final String name;

    Job(String name) {
      this.name = name;
    }

    private Path migrations() {
      return Path.of("../" + name + "-job/src/main/resources/db/" + name + "/postgresql");
    }
  }

  private final Path directory;
  private EmbeddedPostgres server;
  private final int port;

  private EmbeddedTables(Path directory) throws IOException {
    this.directory = directory;
    server = builder().start();
    port = server.getPort();
  }

  /** With the tables of both jobs in one database, as in the demo. */
  static EmbeddedTables start(Path directory) throws IOException, SQLException {
    return start(directory, Job.values());
  }

  static EmbeddedTables start(Path directory, Job... jobs) throws IOException, SQLException {
    EmbeddedTables tables = new EmbeddedTables(directory);
    for (Job job : jobs) {
      tables.add(job);
    }
    return tables;
  }

  /** The job was started for the first time. */
  void add(Job job) throws IOException, SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (Path migration : migrations(job)) {
        statement.execute(Files.readString(migration));
      }
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), "postgres", "postgres");
  }

  void goAway() throws IOException {
    server.close();
  }

  void comeBack() throws IOException {
    server = builder().setPort(port).start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "off");
  }

  private static List<Path> migrations(Job job) throws IOException {
    try (Stream<Path> files = Files.list(job.migrations())) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
