package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {

  @Test
  void clientPropertiesAreHandedOnUnderTheirOwnNames() {
    KafkaConfig config =
        config(
            Map.of(
                "kafka.bootstrap-servers", "k1:9093,k2:9093",
                "kafka.client.security.protocol", "SASL_SSL",
                "kafka.client.ssl.endpoint.identification.algorithm", ""));

    assertThat(config.bootstrapServers()).isEqualTo("k1:9093,k2:9093");
    assertThat(config.clientProperties())
        .hasSize(3)
        .containsEntry("bootstrap.servers", "k1:9093,k2:9093")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.endpoint.identification.algorithm", "");
  }

  @Test
  void byDefaultTheClientIsLeftToItself() {
    assertThat(config(Map.of("kafka.bootstrap-servers", "[::1]:9092")).client())
        .isEqualTo(PassThrough.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {"k1", "k1:x", "http://k1:9092", "k1:9092,", "k1:9092;k2:9092"})
  void otherThanHostsAndPortsIsRefused(String servers) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> config(Map.of("kafka.bootstrap-servers", servers)))
        .withMessageContaining("host:port");
  }

  @Test
  void theBrokersAreNamedInOnePlaceOnly() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                config(
                    Map.of(
                        "kafka.bootstrap-servers", "a:1", "kafka.client.bootstrap.servers", "b:1")))
        .withMessageContaining("without bootstrap.servers");
  }

  private static KafkaConfig config(Map<String, String> given) {
    return KafkaConfig.from(Settings.of(KafkaConfig.SETTINGS, given));
  }
}
