package io.sluice.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.demo.Places;
import io.sluice.playground.demo.World;
import io.sluice.playground.part.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes cleaning rules as an operator would, and asks the tables what became of them. */
record CleaningRulesProbe(World world, Places places, Path directory) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  void publish(long version, String rules) throws Exception {
    Path file = directory.resolve("rules-" + version + ".yaml");
    Files.writeString(file, "{id: cleaning, version: " + version + ", rules: [" + rules + "]}");
    int code =
        Sluice.commandLine()
            .execute(
                "rules",
                "publish",
                file.toString(),
                "--bootstrap",
                world.broker().bootstrapServers(),
                "--topic",
                places.cleaningRules());
    assertThat(code).isZero();
  }

  /** Past the command, which would refuse it. */
  void publishUnchecked(String document) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", world.broker().bootstrapServers());
    StringSerializer texts = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, texts, texts)) {
      producer.send(new ProducerRecord<>(places.cleaningRules(), "cleaning", document)).get();
    }
  }

  void await(String status, long version) {
    Await.until(
        "version " + version + " is " + status,
        PATIENCE,
        () ->
            number(
                    "select count(*) from cleaning_rule_set where status = '"
                        + status
                        + "' and version = "
                        + version)
                == 1);
  }

  void awaitHits(String rule, long atLeast) {
    Await.until(atLeast + " hits of " + rule, PATIENCE, () -> hits(rule) >= atLeast);
  }

  long hits(String rule) throws Exception {
    return number(
        "select coalesce(sum(matched), 0) from cleaning_rule_hits where rule_id = '" + rule + "'");
  }

  private long number(String query) throws Exception {
    try (Connection connection = world.postgres().connect(places.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
