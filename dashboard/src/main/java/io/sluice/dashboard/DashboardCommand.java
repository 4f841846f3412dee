package io.sluice.dashboard;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the dashboard and runs until it is interrupted. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serves the live screens from the tables the jobs write.",
    footer = "The password comes from SLUICE_JDBC_PASSWORD or --jdbc-password-file.")
public final class DashboardCommand implements Callable<Integer> {

  private static final String PASSWORD = "SLUICE_JDBC_PASSWORD";

  @Option(
      names = "--jdbc-url",
      required = true,
      description = "such as jdbc:postgresql://localhost:5432/sluice")
  private String jdbcUrl;

  @Option(names = "--jdbc-user", required = true, description = "may do with reading only")
  private String jdbcUser;

  @Option(names = "--jdbc-password-file", description = "a file with the password and nothing else")
  private Path jdbcPasswordFile;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "the address to listen on (default: ${DEFAULT-VALUE}); there is no login, so"
              + " put a proxy with one before any other address")
  private String host;

  @Option(names = "--port", defaultValue = "8080", description = "default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = {"--zone", "--usual-zone"},
      defaultValue = "UTC",
      description = "the zone the job aligns its windows to (default: ${DEFAULT-VALUE})")
  private ZoneId zone;

  @Option(
      names = "--poll-ms",
      defaultValue = "500",
      description = "how often to ask the database for news (default: ${DEFAULT-VALUE})")
  private long pollMs;

  @Option(
      names = "--stale-after-s",
      defaultValue = "10",
      description = "from which age the figures call themselves stale (default: ${DEFAULT-VALUE})")
  private long staleAfterSeconds;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(new CommandLine(new DashboardCommand()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    DashboardServer server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "dashboard-stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("The dashboard is at " + server.uri());
    out.flush();
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  private DashboardServer start() {
    try {
      return DashboardServer.start(config());
    } catch (RuntimeException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private DashboardConfig config() {
    return DashboardConfig.forDatabase(jdbcUrl, jdbcUser, password())
        .listeningOn(host, port)
        .inZone(zone)
        .polling(Duration.ofMillis(pollMs), Duration.ofSeconds(staleAfterSeconds));
  }

  private String password() {
    if (jdbcPasswordFile == null) {
      return System.getenv(PASSWORD);
    }
    try {
      return Files.readString(jdbcPasswordFile).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--jdbc-password-file: cannot read " + jdbcPasswordFile, e);
    }
  }
}
