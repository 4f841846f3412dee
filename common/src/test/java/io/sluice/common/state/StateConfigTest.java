package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateConfigTest {

  @Test
  void defaults() {
    assertThat(config(Map.of())).isEqualTo(new StateConfig(true, 128L << 20, 200_000));
  }

  @Test
  void everyKeyFillsItsOwnField() {
    Map<String, String> given =
        Map.of(
            "state.write-behind", "false",
            "state.heap-size", "3gb",
            "state.max-dirty-rows", "5000");

    assertThat(config(given)).isEqualTo(new StateConfig(false, 3L << 30, 5_000));
    assertThat(given).hasSize(StateConfig.SETTINGS.size());
  }

  @Test
  void boundsThatCannotBeKeptAreRefused() {
    assertThatThrownBy(() -> config(Map.of("state.heap-size", "10kb")))
        .hasMessageContaining("state.heap-size");
    assertThatThrownBy(() -> config(Map.of("state.max-dirty-rows", "10")))
        .hasMessageContaining("state.max-dirty-rows");
    assertThatThrownBy(() -> new StateConfig(true, 0, 0)).hasMessageContaining("at least one");
  }

  private static StateConfig config(Map<String, String> given) {
    return StateConfig.from(Settings.of(StateConfig.SETTINGS, given));
  }
}
