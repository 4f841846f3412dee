package io.sluice.devicealert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.RuleChange;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of rules tells a time beyond all, so as to hold nothing back, and is mostly idle. */
class RulesHaveNoTimeTest {
  private static final long BEYOND_ALL = Long.MAX_VALUE - 1;

  private KeyedTwoInputStreamOperatorTestHarness<String, DeviceEvent, RuleChange, Alert> harness;

  @BeforeEach
  void start() throws Exception {
    DetectConfig config = new DetectConfig(30_000, 1_000, Duration.ofDays(30), true, List.of());
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DetectOperator(config, new StateConfig(true, 1 << 20, 1000)),
            event -> event.deviceId,
            change -> null,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aRuleThatComesWhileAllDevicesAreSilentMovesNoTime() throws Exception {
    harness.processWatermark1(new Watermark(1_000));
    harness.processWatermarkStatus1(WatermarkStatus.IDLE);
    harness.processWatermarkStatus2(WatermarkStatus.ACTIVE);
    harness.processWatermark2(new Watermark(BEYOND_ALL));
    harness.processWatermarkStatus2(WatermarkStatus.IDLE);
    harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    harness.processWatermark1(new Watermark(2_000));

    assertThat(harness.getOutput())
        .containsExactly(
            new Watermark(1_000),
            WatermarkStatus.IDLE,
            WatermarkStatus.ACTIVE,
            new Watermark(2_000));
  }

  @Test
  void rulesThatSayNothingHoldNothingBack() throws Exception {
    harness.processWatermark1(new Watermark(1_000));
    harness.processWatermark1(Watermark.MAX_WATERMARK);

    assertThat(harness.getOutput()).containsExactly(new Watermark(1_000), Watermark.MAX_WATERMARK);
  }
}
