package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  /** Fixed points and definitions that stand in any table. */
  @ParameterizedTest
  @CsvSource({
    "°F, °C, 32, 0",
    "°F, °C, 212, 100",
    "°C, K, -273.15, 0",
    "°C, °F, -40, -40",
    "mph, km/h, 1, 1.609344",
    "km/h, m/s, 36, 10",
    "psi, kPa, 14.6959487755, 101.325",
    "bar, kPa, 1, 100",
    "mV, V, 12500, 12.5",
    "%, ratio, 50, 0.5",
    "ms, s, 1500, 1.5",
    "h, min, 2, 120",
    "mi, km, 1, 1.609344",
    "Hz, rpm, 10, 600",
    "kg/h, g/s, 3.6, 1",
    "KiB, B, 2, 2048"
  })
  void converts(String from, String to, double value, double expected) {
    Conversion conversion = Conversion.between(Unit.named(from), Unit.named(to));

    assertThat(conversion.apply(value)).isEqualTo(expected, offset(1e-6));
  }
}
