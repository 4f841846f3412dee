package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.live.LiveConfig;
import io.sluice.devicealert.live.LivePorts;
import io.sluice.devicealert.live.RuleStatusTable;
import io.sluice.devicealert.live.RuleTable;
import io.sluice.devicealert.rule.CheckRules;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.testing.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules as rows of a real Postgres, which is away when the job starts, and again later. */
@ExtendWith(Parts.class)
@Timeout(300)
class RuleTableITCase {
  private static final String DATABASE = "rule_table";
  private static final String RULE =
      "{id: %s, alertType: T, hold: %ds, match: {duration: {of: {fault: A}}, for: 1m}}";

  @Test
  void rowsActAreAnsweredAndGoOnActingWhileTheDatabaseIsAway(PostgresServer postgres)
      throws Exception {
    LiveConfig live = prepared(postgres);
    execute(postgres, row("heat", RULE.formatted("heat", 1)), row("off", RULE.formatted("off", 1)));
    execute(postgres, "update alert_rule set enabled = false where rule_id = 'off'");
    DeviceAlertConfig config = started(live);
    assertThat(config.detect().initial()).extracting(RuleChange::ruleId).containsExactly("heat");

    postgres.stop();
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    CloseableIterator<RuleChange> changes = checked(environment, live, config).collectAsync();
    JobClient job = environment.executeAsync();
    try {
      Await.until(
          "the job runs without its database",
          Duration.ofMinutes(1),
          () -> job.getJobStatus().get() == JobStatus.RUNNING);
      postgres.start();
      awaitStatus(postgres, "heat", "ACTIVE 1 null");
      awaitStatus(postgres, "off", "REMOVED 0 null");

      execute(
          postgres,
          "update alert_rule set document = '"
              + RULE.formatted("heat", 2)
              + "' where rule_id = 'heat'",
          row("other", RULE.formatted("another", 1)),
          row("broken", "{id: broken, template: nowhere, params: {}}"));
      assertThat(next(changes)).isEqualTo("heat 2 ACTIVE");
      awaitStatus(postgres, "heat", "ACTIVE 2 null");
      awaitStatus(
          postgres, "other", "REFUSED 0 id: the row is 'other', its document says 'another'");
      awaitStatus(postgres, "broken", "REFUSED 0 ");

      postgres.stop();
      postgres.start();
      execute(
          postgres,
          "update alert_rule set enabled = true where rule_id = 'off'",
          "delete from alert_rule where rule_id = 'heat'");
      assertThat(List.of(next(changes), next(changes)))
          .containsExactlyInAnyOrder("off 1 ACTIVE", "heat 3 REMOVED");
      awaitStatus(postgres, "off", "ACTIVE 1 null");
      assertThat(status(postgres, "heat")).as("nobody writes into a row that is gone").isNull();
      assertThat(started(live).detect().initial())
          .as("a start without a savepoint stamps as the running job did")
          .extracting(
              change -> change.ruleId() + " " + (change.effectiveFrom() == change.knownAt()))
          .containsExactly("off true");
    } finally {
      postgres.start();
      job.cancel().get();
      changes.close();
    }
  }

  private static SingleOutputStreamOperator<RuleChange> checked(
      StreamExecutionEnvironment environment, LiveConfig live, DeviceAlertConfig config) {
    SingleOutputStreamOperator<RuleChange> checked =
        new RuleTable(live.jdbc(), Duration.ofMillis(100))
            .attach(environment, OperatorIds.READ_RULE_TABLE, WatermarkStrategy.noWatermarks())
            .process(new CheckRules(config.limits(), config.detect().initial(), Duration.ofDays(1)))
            .uid(OperatorIds.CHECK_RULES.uid());
    JdbcUpsertSink.into(live.jdbc(), RuleStatusTable.TABLE, new RuleStatusTable(0))
        .attach(checked.getSideOutput(CheckRules.STATUS), OperatorIds.WRITE_RULE_STATUS);
    return checked;
  }

  private static LiveConfig prepared(PostgresServer postgres) {
    LiveConfig live = LiveConfig.from(settings(postgres.createDatabase(DATABASE)));
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    return live;
  }

  private static DeviceAlertConfig started(LiveConfig live) {
    return LivePorts.withPublishedRules(DeviceAlertConfig.from(settings(live.jdbc().url())), live);
  }

  private static Settings settings(String url) {
    Map<String, String> given = new HashMap<>();
    given.put("kafka.bootstrap-servers", "not-asked:9092");
    given.put("jdbc.url", url);
    given.put("jdbc.user", "postgres");
    given.put("rules.source", "table");
    return Settings.of(SettingsSection.settingsOf(LiveConfig.SECTIONS), given);
  }

  private static String next(CloseableIterator<RuleChange> changes) {
    RuleChange change = changes.next();
    return change.ruleId()
        + " "
        + change.version()
        + (change.rule().removed() ? " REMOVED" : " ACTIVE");
  }

  private static String row(String id, String document) {
    return "insert into alert_rule (rule_id, document) values ('" + id + "', '" + document + "')";
  }

  private static void awaitStatus(PostgresServer postgres, String rule, String beginning) {
    Await.until(
        rule + " is " + beginning,
        Duration.ofMinutes(1),
        () -> {
          String status = status(postgres, rule);
          return status != null && status.startsWith(beginning);
        });
  }

  private static String status(PostgresServer postgres, String rule) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select status || ' ' || version || ' ' || coalesce(reason, 'null')"
                    + " from alert_rule where rule_id = '"
                    + rule
                    + "'")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static void execute(PostgresServer postgres, String... statements) throws Exception {
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
