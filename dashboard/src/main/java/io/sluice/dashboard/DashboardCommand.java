package io.sluice.dashboard;

import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.operate.KafkaTopics;
import io.sluice.dashboard.operate.OperatorTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
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
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description =
          "the Kafka brokers of device-alert-job; with them alerts can be acknowledged and shelved and"
              + " rules edited")
  private String bootstrap;

  @Option(
      names = "--kafka-properties",
      description =
          "a file with properties of the Kafka client, such as security.protocol=SASL_SSL")
  private Path kafkaProperties;

  @Option(
      names = "--actions-topic",
      defaultValue = "operator-actions",
      description = "what people do goes to this topic (default: ${DEFAULT-VALUE})")
  private String actionsTopic;

  @Option(
      names = "--rules-topic",
      defaultValue = "alert-rules",
      description = "edited rules go to this topic (default: ${DEFAULT-VALUE})")
  private String rulesTopic;

  @Option(
      names = "--action-token-file",
      description =
          "a file with an access code; who acts has to know it. Without one everybody who sees the"
              + " page may act")
  private Path actionTokenFile;

  @Option(
      names = "--actor-header",
      paramLabel = "NAME",
      description =
          "the header in which the proxy says who is logged in, such as X-Forwarded-User; without"
              + " one people say their name themselves")
  private String actorHeader;

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
        .with(desk())
        .polling(Duration.ofMillis(pollMs), Duration.ofSeconds(staleAfterSeconds));
  }

  private Desk desk() {
    if (bootstrap == null) {
      return Desk.closed();
    }
    Door door =
        actionTokenFile == null
            ? Door.forWhoeverLooks()
            : Door.forWhoKnows(secret("--action-token-file", actionTokenFile));
    Map<OperatorTopics.Role, String> topics =
        Map.of(OperatorTopics.Role.ACTIONS, actionsTopic, OperatorTopics.Role.RULES, rulesTopic);
    try {
      return new Desk(new KafkaTopics(kafka(), topics, Clock.systemUTC()), door, actorHeader);
    } catch (KafkaException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException("--bootstrap " + bootstrap + ": " + why.getMessage(), e);
    }
  }

  private Properties kafka() {
    Properties properties = new Properties();
    if (kafkaProperties != null) {
      try (Reader file = Files.newBufferedReader(kafkaProperties)) {
        properties.load(file);
      } catch (IOException e) {
        throw new IllegalArgumentException("--kafka-properties: cannot read " + kafkaProperties, e);
      }
    }
    properties.setProperty("bootstrap.servers", bootstrap);
    return properties;
  }

  private String password() {
    return jdbcPasswordFile == null
        ? System.getenv(PASSWORD)
        : secret("--jdbc-password-file", jdbcPasswordFile);
  }

  private static String secret(String option, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(option + ": cannot read " + file, e);
    }
  }
}
