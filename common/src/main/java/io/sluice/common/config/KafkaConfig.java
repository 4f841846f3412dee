package io.sluice.common.config;

import java.io.Serializable;
import java.util.List;
import java.util.Properties;

/**
 * How to reach Kafka. Everything about security (SASL_SSL, SCRAM, key stores) goes through {@code
 * kafka.client.*} under Kafka's own names; such values print masked.
 *
 * @param bootstrapServers host:port, several with commas between them
 * @param client properties for every Kafka client of the job
 */
public record KafkaConfig(String bootstrapServers, PassThrough client) implements Serializable {

  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.text("kafka.bootstrap-servers")
          .matching(KafkaConfig::isHostsAndPorts, "host:port, several with commas between them")
          .example("kafka-1:9092,kafka-2:9092")
          .describedAs("The brokers to ask first.");

  public static final Setting<PassThrough> CLIENT =
      Setting.passThrough("kafka.client.")
          .matching(
              client -> !client.contains("bootstrap.servers"),
              "without bootstrap.servers, which is kafka.bootstrap-servers")
          .describedAs(
              "Any property of the Kafka clients, under its own name, for sources and sinks alike:"
                  + " security.protocol, sasl.mechanism, sasl.jaas.config, ssl.truststore.location,"
                  + " … Write secrets as references, e.g. password=\"${env:KAFKA_PASSWORD}\".");

  public static final List<Setting<?>> SETTINGS = List.of(BOOTSTRAP_SERVERS, CLIENT);

  public static KafkaConfig from(Settings settings) {
    return new KafkaConfig(settings.get(BOOTSTRAP_SERVERS), settings.get(CLIENT));
  }

  /** What a Kafka client is made with; readable secrets inside, so not for printing. */
  public Properties clientProperties() {
    Properties properties = client.toProperties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }

  private static boolean isHostsAndPorts(String servers) {
    for (String server : servers.split(",", -1)) {
      if (!server.trim().matches("(\\[[0-9A-Fa-f:.]+]|[^:\\s\\[\\]/]+):\\d{1,5}")) {
        return false;
      }
    }
    return true;
  }
}
