package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcConfigTest {

  private static final String URL = "jdbc:postgresql://db:5432/sluice";

  @Test
  void defaults() {
    assertThat(config(Map.of()))
        .isEqualTo(
            new JdbcConfig(
                URL,
                "sluice",
                Secret.of(""),
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30)));
  }

  @Test
  void everyKeyFillsItsOwnField() {
    assertThat(
            config(
                Map.of(
                    "jdbc.user", "writer",
                    "jdbc.password", "x y=z",
                    "jdbc.migrate", "false",
                    "jdbc.connect-timeout", "3s",
                    "jdbc.statement-timeout", "4s")))
        .isEqualTo(
            new JdbcConfig(
                URL,
                "writer",
                Secret.of("x y=z"),
                false,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4)));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc.url, jdbc:oracle:thin:@x",
    "jdbc.url, jdbc:mysql://db/x?password=pw",
    "jdbc.migrate, later",
    "jdbc.connect-timeout, 10",
    "jdbc.statement-timeout, 1h"
  })
  void wrongValuesAreRefusedByKey(String key, String value) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> config(Map.of(key, value)))
        .withMessageStartingWith(key + " = ");
  }

  private static JdbcConfig config(Map<String, String> given) {
    Map<String, String> all = new HashMap<>(given);
    all.putIfAbsent("jdbc.url", URL);
    return JdbcConfig.from(Settings.of(JdbcConfig.SETTINGS, all));
  }
}
