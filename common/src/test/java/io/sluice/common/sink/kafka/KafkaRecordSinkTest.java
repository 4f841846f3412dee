package io.sluice.common.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.common.config.SettingsException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class KafkaRecordSinkTest {
  private static final KafkaConfig PLAIN = kafka(Map.of());
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void refusesToLoseRecords() {
    assertThatThrownBy(() -> sink(PLAIN, DeliveryGuarantee.NONE).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("access-clean")
        .hasMessageContaining("loses records");
  }

  @Test
  void wantsAPrefixForExactlyOnce() {
    var builder = sink(PLAIN, DeliveryGuarantee.EXACTLY_ONCE);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("transactionalIdPrefix");
    assertThatCode(() -> builder.transactionalIdPrefix("job-access-clean").build().sink(1_000_000))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesClientPropertiesThatBreakTheGuarantee() {
    assertRefused(Map.of("acks", "1"), "kafka.client.acks = 1", "leave it out");
    assertRefused(Map.of("enable.idempotence", "false"), "kafka.client.enable.idempotence");
    assertRefused(Map.of("transactional.id", "mine"), "kafka.client.transactional.id");
  }

  @Test
  void handsSecurityOnAndKeepsTheUsersTuning() {
    Properties producer =
        ProducerSettings.from(
            kafka(Map.of("security.protocol", "SASL_SSL", "linger.ms", "50")).clientProperties(),
            DeliveryGuarantee.AT_LEAST_ONCE);

    assertThat(producer)
        .containsEntry("bootstrap.servers", "broker:9092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("linger.ms", "50")
        .containsEntry("compression.type", "lz4")
        .containsEntry("acks", "all")
        .doesNotContainKey("transaction.timeout.ms");
  }

  @Test
  void aTransactionOutlivesAnIntervalAndATimeout() {
    assertThatThrownBy(
            () ->
                TransactionRules.requireLongerThanCheckpoints(
                    MINUTE, Duration.ofSeconds(10), Duration.ofSeconds(50)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kafka.client.transaction.timeout.ms")
        .hasMessageContaining("60000 ms");
    assertThatCode(
            () ->
                TransactionRules.requireLongerThanCheckpoints(
                    MINUTE, Duration.ofSeconds(10), Duration.ofSeconds(49)))
        .doesNotThrowAnyException();
  }

  @Test
  void aTransactionKeepsToTheBrokersMaximum() {
    assertThatThrownBy(() -> TransactionRules.requireGranted(MINUTE, MINUTE.minusMillis(1)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("transaction.max.timeout.ms = 59999");
    assertThatCode(() -> TransactionRules.requireGranted(MINUTE, MINUTE))
        .doesNotThrowAnyException();
  }

  @Test
  void saysWhichBrokerDoesNotAnswer() throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    var kafka = new KafkaConfig("127.0.0.1:" + nobody, PassThrough.none());

    try (BrokerLimits broker = BrokerLimits.ask(kafka, Duration.ofMillis(400))) {
      assertThatThrownBy(() -> broker.requireTopic("access-logs"))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("kafka.bootstrap-servers = 127.0.0.1:" + nobody)
          .hasMessageContaining("cannot be reached");
    }
  }

  private static void assertRefused(Map<String, String> client, String... words) {
    assertThatThrownBy(() -> sink(kafka(client), DeliveryGuarantee.AT_LEAST_ONCE).build())
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(words);
  }

  private static KafkaRecordSink.Builder<String> sink(
      KafkaConfig kafka, DeliveryGuarantee guarantee) {
    return KafkaRecordSink.to(
        kafka, "access-clean", guarantee, text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static KafkaConfig kafka(Map<String, String> client) {
    return new KafkaConfig("broker:9092", PassThrough.of(client));
  }
}
