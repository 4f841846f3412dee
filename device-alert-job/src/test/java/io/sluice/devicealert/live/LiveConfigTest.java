package io.sluice.devicealert.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.testing.SettingsReferenceCheck;
import io.sluice.devicealert.DeviceAlertConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class LiveConfigTest {

  @Test
  void hasDefaultsForAllButTheWorldOutside() {
    LiveConfig live = LiveConfig.from(settings(Map.of()));

    assertThat(live.topics().deviceDispatches()).isEqualTo("device-dispatches");
    assertThat(live.topics().operatorActions()).isEqualTo("operator-actions");
    assertThat(live.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThat(live.retention()).isEqualTo(Duration.ofDays(90));
    assertThat(live.devices()).isNotNull();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertRefused(Map.of("jdbc.url", "jdbc:mysql://db/sluice"), "jdbc.url");
    assertRefused(Map.of("dispatch.chatter-openings", "1"), "dispatch.chatter-openings");
    assertRefused(Map.of("devices.file", "/nowhere/devices.jsonl"), "devices.file");
    assertRefused(Map.of("dispatch.backstopp", "1m"), "dispatch.backstop");
    assertRefused(
        Map.of("detect.forget-after", "6h", "rules.max-window", "7h"), "detect.forget-after");
  }

  @Test
  void noRuleOfTheWallClockActsInAReplay() {
    DeviceAlertConfig replay =
        DeviceAlertConfig.forReplay(
            Settings.of(SettingsSection.settingsOf(DeviceAlertConfig.SECTIONS), Map.of()));

    assertThat(replay.detect().wallClock()).isFalse();
    assertThat(replay.dispatch().backstop()).isZero();
    assertThat(replay.lateness().idleness()).isZero();
  }

  @Test
  void theReferencePageSaysWhatTheCodeSays() {
    SettingsReferenceCheck.assertUpToDate("device-alert-job", LiveConfig.SECTIONS);
  }

  private static void assertRefused(Map<String, String> changes, String key) {
    assertThatThrownBy(
            () -> {
              Settings settings = settings(changes);
              LiveConfig.from(settings);
              DeviceAlertConfig.from(settings);
            })
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }

  private static Settings settings(Map<String, String> changes) {
    Map<String, String> given = new HashMap<>();
    given.put("kafka.bootstrap-servers", "kafka:9092");
    given.put("jdbc.url", "jdbc:postgresql://db/sluice");
    given.put("jdbc.user", "sluice");
    given.put("jdbc.password", "secret");
    given.putAll(changes);
    return Settings.of(SettingsSection.settingsOf(LiveConfig.SECTIONS), given);
  }
}
