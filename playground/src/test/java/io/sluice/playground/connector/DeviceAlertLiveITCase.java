package io.sluice.playground.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.DeviceAlertPipeline;
import io.sluice.devicealert.live.LiveConfig;
import io.sluice.devicealert.live.LivePorts;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.testing.Parts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job as it is deployed: topics in and out, tables, a database that is not there at the start
 * and goes away later, silence.
 */
@ExtendWith(Parts.class)
@Timeout(300)
class DeviceAlertLiveITCase {
  private static final String DATABASE = "device_alert_live";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TOPICS =
      List.of(
          "device-events",
          "work-orders",
          "operator-actions",
          "alert-rules",
          "device-alerts",
          "device-dispatches",
          "late-events",
          "dead-letters");

  @TempDir private Path folder;

  /** Event time, epoch milliseconds. */
  private long time = System.currentTimeMillis() - 3_600_000;

  @Test
  void dispatchesWhileTheDatabaseIsAwayAndWhenTheSourcesFallSilent(
      KafkaBroker broker, PostgresServer postgres) throws Exception {
    Settings settings = settings(broker, postgres);
    for (String topic : TOPICS) {
      broker.createTopic(named(topic), 1);
    }
    DeviceAlertConfig config = DeviceAlertConfig.from(settings);
    LiveConfig live = LiveConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    execute(postgres, "insert into device (device_id, site) values ('d1', 'north')");
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    new DeviceAlertPipeline(config, LivePorts.of(config, live)).build(environment);
    postgres.stop();
    JobClient job = environment.executeAsync();
    try {
      int before = dispatchesWithoutDevices(broker, postgres);
      long start = time;
      events(broker, event("d1", start, "FAULT"), event("d0", start + 10_000, "HEARTBEAT"));
      ConsumerRecord<byte[], byte[]> first = dispatches(broker, before + 1).get(before);
      assertThat(header(first, "ce_type")).isEqualTo("io.sluice.device.dispatch.dispatch.v1");
      assertThat(header(first, "ce_subject")).isEqualTo("d1");
      assertThat(JSON.readTree(first.value()).get("site").asText()).isEqualTo("north");

      postgres.stop();
      events(
          broker,
          event("d1", start + 20_000, "RECOVERY"),
          event("d3", start + 20_000, "FAULT"),
          event("d0", start + 30_000, "HEARTBEAT"));
      assertThat(summaries(dispatches(broker, before + 3)).subList(before, before + 3))
          .containsExactlyInAnyOrder("DISPATCH d1 null", "CANCEL d1 null", "DISPATCH d3 UNKNOWN");
      postgres.start();

      events(broker, event("d4", start + 31_000, "FAULT"));
      assertThat(summaries(dispatches(broker, before + 4)))
          .as("nothing comes after it that would move event time")
          .anyMatch(line -> line.startsWith("DISPATCH d4"));
      Await.until(
          "all dispatches lie in the table",
          Duration.ofMinutes(1),
          () -> rows(postgres) == before + 4);
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    } finally {
      postgres.start();
      job.cancel().get();
    }
  }

  /**
   * Started without a database the job dispatches, and finds the database when it is there: device
   * after device, until one is known.
   *
   * @return how many dispatches that were
   */
  private int dispatchesWithoutDevices(KafkaBroker broker, PostgresServer postgres)
      throws Exception {
    assertThat(nextDevice(broker, 1)).isEqualTo("DISPATCH p1 UNKNOWN");
    postgres.start();
    int devices = 2;
    while (nextDevice(broker, devices).endsWith(" UNKNOWN")) {
      devices++;
    }
    return devices;
  }

  private String nextDevice(KafkaBroker broker, int number) throws Exception {
    events(broker, event("p" + number, time, "FAULT"), event("d0", time + 4_000, "HEARTBEAT"));
    time += 5_000;
    return summaries(dispatches(broker, number)).get(number - 1);
  }

  private Settings settings(KafkaBroker broker, PostgresServer postgres) throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            rules:
              - id: heat
                alertType: HEAT
                severity: MAJOR
                match:
                  count: {of: {fault: "A"}, atLeast: 1}
                  within: 10s
                revokeOn: [{recovery: "A"}]
                hold: 1s
            """);
    Map<String, String> given = new HashMap<>();
    given.put("kafka.bootstrap-servers", broker.bootstrapServers());
    given.put("kafka.group-id", DATABASE);
    given.put("jdbc.url", postgres.createDatabase(DATABASE));
    given.put("jdbc.user", "postgres");
    given.put("rules.file", rules.toString());
    given.put("lateness", "1s");
    given.put("idleness", "1s");
    given.put("dispatch.backstop", "1s");
    TOPICS.forEach(topic -> given.put("topics." + topic, named(topic)));
    return Settings.of(SettingsSection.settingsOf(LiveConfig.SECTIONS), given);
  }

  private static String named(String topic) {
    return "live-" + topic;
  }

  private static void events(KafkaBroker broker, String... events) {
    Topics.write(broker, named("device-events"), List.of(events));
  }

  private static String event(String device, long ts, String type) {
    return "{\"deviceId\":\"%s\",\"ts\":%d,\"type\":\"%s\",\"code\":\"A\"}"
        .formatted(device, ts, type);
  }

  private static List<ConsumerRecord<byte[], byte[]>> dispatches(KafkaBroker broker, int count) {
    return Topics.readCommitted(broker, named("device-dispatches"), count);
  }

  private static List<String> summaries(List<ConsumerRecord<byte[], byte[]>> records)
      throws Exception {
    List<String> summaries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      JsonNode value = JSON.readTree(record.value());
      JsonNode known = value.get("deviceConfig");
      summaries.add(
          value.get("action").asText()
              + " "
              + value.get("deviceId").asText()
              + " "
              + (known == null ? null : known.asText()));
    }
    return summaries;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static void execute(PostgresServer postgres, String sql) throws Exception {
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int rows(PostgresServer postgres) throws Exception {
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from dispatch")) {
      count.next();
      return count.getInt(1);
    }
  }
}
