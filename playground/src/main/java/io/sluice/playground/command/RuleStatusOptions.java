package io.sluice.playground.command;

import io.sluice.playground.cluster.PublishedRule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where a job says what became of device rules, and waiting for it. */
final class RuleStatusOptions {
  private static final String PASSWORD = "SLUICE_JDBC_PASSWORD";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String QUERY =
      "select status, reason, version from alert_rule where rule_id = ? and status_at >= ?";

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "Of device-alert: the job's database; then the command waits for the answer of the job."
              + " The password comes from "
              + PASSWORD
              + ".")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--jdbc-user",
      paramLabel = "NAME",
      defaultValue = "sluice",
      description = "Who reads there (default ${DEFAULT-VALUE}).")
  private String user;

  /** Tells the answer to each rule; false if one was refused. */
  boolean await(List<PublishedRule> rules, Consumer<String> line) throws SQLException {
    if (url.isEmpty()) {
      line.accept("The job says in the table alert_rule whether it took them (--jdbc-url to see).");
      return true;
    }
    String password = Optional.ofNullable(System.getenv(PASSWORD)).orElse("");
    try (Connection connection = DriverManager.getConnection(url.get(), user, password)) {
      List<Answer> answers = answers(connection, rules);
      answers.stream().map(Answer::text).forEach(line);
      return answers.stream().noneMatch(answer -> answer.status().equals("REFUSED"));
    }
  }

  /** The job says nothing of a rule that it has already: who is silent for long after others is. */
  private static List<Answer> answers(Connection connection, List<PublishedRule> rules)
      throws SQLException {
    long news = System.nanoTime();
    long answered = 0;
    while (true) {
      List<Answer> answers = new ArrayList<>();
      for (PublishedRule rule : rules) {
        answers.add(answer(connection, rule));
      }
      long now = System.nanoTime();
      long before = answered;
      answered = answers.stream().filter(answer -> !answer.status().equals(Answer.NONE)).count();
      news = answered > before ? now : news;
      long silence = answered == 0 ? PATIENCE.toNanos() : SILENCE.toNanos();
      if (answered == rules.size() || now - news > silence) {
        return answers;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private record Answer(String ruleId, String status, String reason, long version) {
    static final String NONE = "";

    String text() {
      if (status.equals(NONE)) {
        return ruleId + ": no answer; a rule that is in force as it stands gets none";
      }
      return ruleId + ": " + status + (reason == null ? ", version " + version : ", " + reason);
    }
  }

  private static Answer answer(Connection connection, PublishedRule rule) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setString(1, rule.ruleId());
      query.setTimestamp(2, new Timestamp(rule.at()));
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new Answer(rule.ruleId(), row.getString(1), row.getString(2), row.getLong(3))
            : new Answer(rule.ruleId(), Answer.NONE, null, 0);
      }
    }
  }
}
