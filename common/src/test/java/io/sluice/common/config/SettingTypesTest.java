package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypesTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "2m, PT2M",
    "2min, PT2M",
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "1h 30m, PT1H30M",
    "1d, PT24H",
    "1w, PT168H",
    "PT2M, PT2M",
    "pt0.5s, PT0.5S",
    "0, PT0S",
    "P1D, PT24H",
    "5 S, PT5S"
  })
  void durationsAreReadAsPeopleWriteThem(String text, String iso) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5s", "1.5h", "5x", "5s,", "PT-2M", "99999999999999999d"})
  void otherDurationsAreRefused(String text) {
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1m30s", "250ms", "1d", "1h1ms"})
  void durationsAreShownAsTheyCanBeRead(String text) {
    assertThat(DurationText.show(DurationText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"512, 512", "1k, 1024", "64kb, 65536", "1 MiB, 1048576", "2GB, 2147483648", "3b, 3"})
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(MemorySizeText.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5m", "m", "1x", "999999999999999999t"})
  void otherSizesAreRefused(String text) {
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> MemorySizeText.parse(text));
  }

  @Test
  void aSettingRefusesADefaultBeyondItsOwnBounds() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Setting.integer("width").atLeast("5").defaultsTo("3"));
    assertThatIllegalStateException()
        .isThrownBy(() -> Setting.integer("width").defaultsTo("3").atLeast("5"));
  }
}
