package io.sluice.common.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How to reach the database that the results go to: Postgres, MySQL or MariaDB. TLS is a matter of
 * the URL's own parameters ({@code sslmode=verify-full&sslrootcert=…}).
 *
 * @param url the JDBC URL, without user and password
 * @param migrate whether the start brings the tables up to the version of the job
 * @param connectTimeout how long a connection may take to come up
 * @param statementTimeout how long one statement may take before it is tried again
 */
public record JdbcConfig(
    String url,
    String user,
    Secret password,
    boolean migrate,
    Duration connectTimeout,
    Duration statementTimeout)
    implements Serializable {

  public static final Setting<String> URL =
      Setting.text("jdbc.url")
          .matching(
              url -> url.matches("jdbc:(postgresql|mysql|mariadb):.+"),
              "starting with jdbc:postgresql:, jdbc:mysql: or jdbc:mariadb:")
          .matching(
              url -> Redaction.mask(url).equals(url),
              "without a password in it, which is jdbc.password")
          .example("jdbc:postgresql://db:5432/sluice")
          .describedAs("The database that the results are written to.");

  public static final Setting<String> USER =
      Setting.text("jdbc.user").defaultsTo("sluice").describedAs("Who the job logs in as.");

  public static final Setting<Secret> PASSWORD =
      Setting.secret("jdbc.password")
          .defaultsTo("")
          .example("${file:/run/secrets/jdbc-password}")
          .describedAs("The password of jdbc.user; empty where the database asks for none.");

  public static final Setting<Boolean> MIGRATE =
      Setting.bool("jdbc.migrate")
          .defaultsTo("true")
          .describedAs(
              "Bring the tables up to this version at start. Off where the job's user may not"
                  + " change tables: then start the job once as a user who may.");

  public static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration("jdbc.connect-timeout")
          .atLeast("1s")
          .atMost("5m")
          .defaultsTo("10s")
          .describedAs("How long a connection may take to come up.");

  public static final Setting<Duration> STATEMENT_TIMEOUT =
      Setting.duration("jdbc.statement-timeout")
          .atLeast("1s")
          .atMost("10m")
          .defaultsTo("30s")
          .describedAs("How long one statement may take before it is given up and tried again.");

  public static final List<Setting<?>> SETTINGS =
      List.of(URL, USER, PASSWORD, MIGRATE, CONNECT_TIMEOUT, STATEMENT_TIMEOUT);

  public static JdbcConfig from(Settings settings) {
    return new JdbcConfig(
        settings.get(URL),
        settings.get(USER),
        settings.get(PASSWORD),
        settings.get(MIGRATE),
        settings.get(CONNECT_TIMEOUT),
        settings.get(STATEMENT_TIMEOUT));
  }
}
