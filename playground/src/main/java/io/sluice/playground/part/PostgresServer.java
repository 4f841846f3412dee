package io.sluice.playground.part;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A real Postgres on the loopback address, trusting its local clients.
 *
 * <p>Port and data survive a stop, so a stop followed by a start is an outage to its clients.
 * Prepared transactions are on, as XA sinks need them.
 */
public final class PostgresServer implements Part {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final String USER = "postgres";

  private final Path directory;
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;
  private Process watchdog;

  public PostgresServer(Path runDirectory) {
    this.directory = runDirectory.toAbsolutePath().resolve("postgres");
    this.data = directory.resolve("data");
    this.port = FreePorts.next();
  }

  @Override
  public String name() {
    return "postgres";
  }

  public String user() {
    return USER;
  }

  /** Trust authentication takes any password. */
  public String password() {
    return "";
  }

  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), USER, password());
  }

  /** A fresh, empty database; an old one of that name is dropped with its connections. */
  public String createDatabase(String database) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists \"" + database + "\" with (force)");
      statement.execute("create database \"" + database + "\"");
      return jdbcUrl(database);
    } catch (SQLException e) {
      throw new PartException("cannot create database " + database, e);
    }
  }

  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    Path log = directory.resolve("postgres.log");
    try {
      Files.createDirectories(directory);
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(START_LIMIT)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "200")
              .setServerConfig("max_prepared_transactions", "64")
              // The library turns it off; then kill -9 would lose commits that clients were told
              // of.
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("shared_buffers", "128MB")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      watch();
    } catch (IOException e) {
      throw new PartException("cannot start Postgres, see " + log, e);
    }
  }

  @Override
  public void stop() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (IOException e) {
      throw new PartException("cannot stop Postgres", e);
    } finally {
      forget();
    }
  }

  @Override
  public void kill() {
    Optional<ProcessHandle> postmaster = postmaster();
    postmaster.ifPresent(ProcessHandle::destroyForcibly);
    postmaster.ifPresent(
        handle -> Await.until("Postgres is dead", Duration.ofSeconds(10), () -> !handle.isAlive()));
    stop();
  }

  @Override
  public boolean isRunning() {
    return server != null && postmaster().map(ProcessHandle::isAlive).orElse(false);
  }

  private void forget() {
    server = null;
    if (watchdog != null) {
      watchdog.destroyForcibly();
      watchdog = null;
    }
  }

  /** Postgres is nobody's child, so a shell waits for the end of our pipe in its place. */
  private void watch() throws IOException {
    String script = "cat > /dev/null; kill -QUIT \"$(head -n 1 \"$0/postmaster.pid\")\"";
    watchdog =
        new ProcessBuilder("sh", "-c", script, data.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  private Optional<ProcessHandle> postmaster() {
    Path file = data.resolve("postmaster.pid");
    try {
      String first = Files.readAllLines(file, StandardCharsets.UTF_8).get(0);
      return ProcessHandle.of(Long.parseLong(first.strip()));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
