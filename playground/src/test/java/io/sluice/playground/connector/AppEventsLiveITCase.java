package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.live.LiveConfig;
import io.sluice.loganalytics.live.LivePorts;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
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
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** App events as they are deployed: from the topic to the clean topics, the tables and Druid's. */
@ExtendWith(Parts.class)
@Timeout(300)
class AppEventsLiveITCase {
  private static final String DATABASE = "app_events_live";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TOPICS =
      List.of(
          "access-logs",
          "access-clean",
          "app-events",
          "search-clean",
          "orders-clean",
          "ndcg",
          "quality",
          "cleaning-rules",
          "late-events",
          "dead-letters");

  /** A multiple of five minutes, an hour ago and more: no clock has a part in what comes out. */
  private static final long START = System.currentTimeMillis() / 300_000 * 300_000 - 3_600_000;

  private static final int COMBINATIONS = 24 + 16; // two searches apart in one dimension, and one

  @Test
  void searchesComeOutAsFiguresAndTwiceTheSame(KafkaBroker broker, PostgresServer postgres)
      throws Throwable {
    for (String topic : TOPICS) {
      broker.createTopic(named(topic), 1);
    }
    Settings settings = settings(broker, postgres.createDatabase(DATABASE), "first");
    Topics.write(
        broker,
        named("app-events"),
        List.of(
            search("s-1", 1_000, "web"),
            click("s-1", 4_000, 2),
            search("s-2", 5_000, "app"),
            click("s-2", 6_000, 0),
            click("nobody", 7_000, 1),
            order(8_000),
            search("s-3", 1_200_000, "web"),
            // moves event time past the firing of the one before
            search("s-4", 2_400_000, "web")));

    run(
        settings,
        () -> count(postgres, "ndcg", "true") == 2 * COMBINATIONS,
        // While the job runs: what no checkpoint has committed goes with it.
        () -> assertTopics(broker));
    List<String> first = figures(postgres, "ndcg", "window_end");
    assertThat(first)
        .contains("900 0 - 10 2 1 0.6309", "900 4 web 20 1 1 0.6309", "900 4 app 20 1 0 0.0000")
        .contains("2100 0 - 10 1 0 0.0000");
    assertThat(figures(postgres, "ndcg_rollup where granularity = 'second'", "window_start"))
        .contains("1 0 - 10 1 1 0.6309", "5 0 - 10 1 0 0.0000");
    assertThat(figures(postgres, "ndcg_rollup where granularity = 'hour'", "window_start"))
        .isNotEmpty();

    // From the beginning of the topic again, without a savepoint: every row is written as it was.
    String before = only(postgres, "select clock_timestamp()");
    run(
        settings(broker, settings.get(JdbcConfig.URL), "second"),
        () -> count(postgres, "ndcg", "updated_at > '" + before + "'") == 2 * COMBINATIONS,
        () -> {});
    assertThat(figures(postgres, "ndcg", "window_end")).isEqualTo(first);
  }

  private static void assertTopics(KafkaBroker broker) throws Exception {
    assertThat(values(broker, "search-clean", 6, "searchId"))
        .containsExactly("s-1", "s-1", "s-2", "nobody", "s-3", "s-4");
    assertThat(values(broker, "orders-clean", 1, "orderId")).containsExactly("o-1");
    assertThat(values(broker, "ndcg", 6, "channel"))
        .containsExactlyInAnyOrder("web", "web", "app", "app", "web", "web");
    assertThat(values(broker, "late-events", 1, "reason")).containsExactly("orphan-click");
    assertThat(Topics.readCommitted(broker, named("dead-letters"), 1)).hasSize(1);
  }

  private static void run(Settings settings, Callable<Boolean> until, Executable check)
      throws Throwable {
    LogAnalyticsConfig config = LogAnalyticsConfig.from(settings);
    LiveConfig live = LiveConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    new LogAnalyticsPipeline(config, LivePorts.of(config, live)).build(environment);
    JobClient job = environment.executeAsync();
    try {
      Await.until("the rows are there", Duration.ofMinutes(2), until);
      check.execute();
    } finally {
      job.cancel().get();
    }
  }

  private static Settings settings(KafkaBroker broker, String database, String group) {
    Map<String, String> given = new HashMap<>();
    given.put("kafka.bootstrap-servers", broker.bootstrapServers());
    given.put("kafka.group-id", DATABASE + "-" + group);
    given.put("jdbc.url", database);
    given.put("jdbc.user", "postgres");
    given.put("idleness", "1s");
    TOPICS.forEach(topic -> given.put("topics." + topic, named(topic)));
    return Settings.of(SettingsSection.settingsOf(LiveConfig.SECTIONS), given);
  }

  private static String named(String topic) {
    return "app-live-" + topic;
  }

  private static String search(String id, long after, String channel) {
    return "{\"type\":\"search\",\"searchId\":\"%s\",\"ts\":%d,\"query\":\"shoes\",\"channel\":\"%s\"}"
        .formatted(id, START + after, channel);
  }

  private static String click(String id, long after, int rank) {
    return "{\"type\":\"click\",\"searchId\":\"%s\",\"ts\":%d,\"rank\":%d}"
        .formatted(id, START + after, rank);
  }

  private static String order(long after) {
    return "{\"type\":\"order\",\"orderId\":\"o-1\",\"ts\":%d,\"status\":\"CANCELLED\"}"
        .formatted(START + after);
  }

  private static List<String> values(KafkaBroker broker, String topic, int count, String field)
      throws Exception {
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        Topics.readCommitted(broker, named(topic), count)) {
      JsonNode value = JSON.readTree(record.value());
      values.add(value.get(field).asText());
    }
    return values;
  }

  /** Seconds from the start, combination, channel, k, searches, searches with click, sum. */
  private static List<String> figures(PostgresServer postgres, String from, String time)
      throws Exception {
    return strings(
        postgres,
        "select concat_ws(' ', (extract(epoch from "
            + time
            + ") - "
            + START / 1000
            + ")::bigint, combination, case when channel = '' then '-' else channel end, k,"
            + " searches, searches_with_click, to_char(ndcg_sum, 'FM0.0000')) from "
            + from
            + " order by 1");
  }

  private static long count(PostgresServer postgres, String table, String condition)
      throws Exception {
    return Long.parseLong(only(postgres, "select count(*) from " + table + " where " + condition));
  }

  private static String only(PostgresServer postgres, String query) throws Exception {
    return strings(postgres, query).get(0);
  }

  private static List<String> strings(PostgresServer postgres, String query) throws Exception {
    List<String> strings = new ArrayList<>();
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
