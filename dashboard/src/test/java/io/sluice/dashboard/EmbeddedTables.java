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

/**
 * A Postgres with the job's tables, made by the job's own migrations. Can go away and come back.
 */
final class EmbeddedTables implements AutoCloseable {

  private static final Path MIGRATIONS =
      Path.of("../log-analytics-job/src/main/resources/db/log-analytics/postgresql");

  private final Path directory;
  private EmbeddedPostgres server;
  private final int port;

  private EmbeddedTables(Path directory) throws IOException {
    this.directory = directory;
    server = builder().start();
    port = server.getPort();
  }

  static EmbeddedTables start(Path directory) throws IOException, SQLException {
    EmbeddedTables tables = new EmbeddedTables(directory);
    try (Connection connection = tables.connection();
        Statement statement = connection.createStatement()) {
      for (Path migration : migrations()) {
        statement.execute(Files.readString(migration));
      }
    }
    return tables;
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

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }
}
