package io.sluice.playground.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.playground.testing.Parts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The parts themselves, before anything relies on them. */
@ExtendWith(Parts.class)
class PartsITCase {

  @Test
  void brokerKeepsCommittedRecordsOverKillAndRestart(KafkaBroker broker) {
    broker.createTopic("parts-restart", 1);
    writeInTransaction(broker, "before");
    broker.kill();
    assertThat(broker.isRunning()).isFalse();
    broker.start();
    writeInTransaction(broker, "after");
    assertThat(readCommitted(broker, 2)).containsExactly("before", "after");
  }

  @Test
  void postgresKeepsItsRowsOverStopAndKill(PostgresServer postgres) throws SQLException {
    postgres.createDatabase("parts_restart");
    execute(postgres, "create table kept (n int)");
    execute(postgres, "insert into kept values (1)");
    postgres.stop();
    assertThatThrownBy(() -> postgres.connect("parts_restart")).isInstanceOf(SQLException.class);
    postgres.start();
    execute(postgres, "insert into kept values (2)");
    postgres.kill();
    postgres.start();
    try (Connection connection = postgres.connect("parts_restart");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from kept")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void clusterReplacesATaskManagerKilledTheHardWay(FlinkCluster cluster) {
    String victim = cluster.taskManagers().get(0);
    cluster.killTaskManager(victim);
    String replacement = cluster.addTaskManager();
    Await.until(
        "Flink has noticed the loss",
        Duration.ofSeconds(30),
        () -> !cluster.rest().taskManagers().contains(victim));
    assertThat(cluster.rest().taskManagers())
        .containsExactlyInAnyOrderElementsOf(cluster.taskManagers())
        .contains(replacement);
    assertThat(cluster.rest().slots()).isEqualTo(4);
    assertThat(cluster.rest().taskManagerMetric(replacement, "Status.JVM.Memory.Metaspace.Used"))
        .isGreaterThan(1e6);
  }

  @Test
  void restNamesTheReasonOfARefusal(FlinkCluster cluster) {
    assertThatThrownBy(() -> cluster.rest().run(FlinkRest.Run.of("no-such.jar", List.of())))
        .isInstanceOf(PartException.class)
        .hasMessageContaining("no-such.jar");
  }

  @Test
  void childrenDieWithAKilledParent(@TempDir Path directory) throws Exception {
    Path pids = directory.resolve("pids");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dsluice.root=" + SluiceHome.find().root(),
                DoomedParent.class.getName(),
                directory.toString(),
                pids.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("parent.log").toFile())
            .start();
    try {
      Await.until("the children run", Duration.ofSeconds(90), () -> Files.exists(pids));
    } finally {
      parent.destroyForcibly().waitFor();
    }
    List<String> orphans = Files.readAllLines(pids, StandardCharsets.UTF_8);
    assertThat(orphans).hasSize(2);
    for (String pid : orphans) {
      Await.until("process " + pid + " is gone", Duration.ofSeconds(20), () -> isGone(pid));
    }
  }

  private static boolean isGone(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(handle -> !handle.isAlive()).orElse(true);
  }

  private static void execute(PostgresServer postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect("parts_restart");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void writeInTransaction(KafkaBroker broker, String value) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "parts-restart");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("parts-restart", value));
      producer.commitTransaction();
    }
  }

  private static List<String> readCommitted(KafkaBroker broker, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    List<String> values = new java.util.ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("parts-restart", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Await.until(
          "the committed records are there",
          Duration.ofSeconds(30),
          () -> {
            for (ConsumerRecord<String, String> line : consumer.poll(Duration.ofMillis(200))) {
              values.add(line.value());
            }
            return values.size() >= count;
          });
    }
    return values;
  }
}
