package io.sluice.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final Lateness LATENESS =
      new Lateness(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofSeconds(30));

  private final ManualClock clock = new ManualClock();
  private final RecordedOutput output = new RecordedOutput();

  @Test
  void theWatermarkLagsTheLargestTimestampByTheTolerance() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS);

    feed(watermarks, TimedRecord.live(0, NOON, NOON));
    feed(watermarks, TimedRecord.live(0, NOON - 60_000, NOON));
    feed(watermarks, TimedRecord.live(0, NOON + 1, NOON));

    assertThat(output.watermarks).containsExactly(NOON - 120_001, NOON - 120_000);
  }

  @Test
  void nothingIsEmittedBeforeTheFirstTimestamp() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS);

    watermarks.onPeriodicEmit(output);
    feed(watermarks, TimedRecord.live(0, EventTimed.NO_TIMESTAMP, NOON));

    assertThat(output.watermarks).isEmpty();
  }

  @Test
  void aFutureTimestampMovesNothing() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS);

    feed(watermarks, TimedRecord.live(0, NOON, NOON));
    feed(watermarks, TimedRecord.live(0, NOON + 300_001, NOON));

    assertThat(output.watermarks).containsExactly(NOON - 120_001);
  }

  @Test
  void aPartitionThatBringsOnlyGarbageIsIdle() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS);
    feed(watermarks, TimedRecord.live(0, NOON, NOON));

    for (int second = 0; second < 40; second++) {
      feed(watermarks, TimedRecord.live(0, EventTimed.NO_TIMESTAMP, NOON));
      feed(watermarks, TimedRecord.live(0, NOON + 900_000, NOON));
      clock.advanceTime(Duration.ofSeconds(1));
    }

    assertThat(output.idle).isTrue();
    feed(watermarks, TimedRecord.live(0, NOON + 5, NOON));
    assertThat(output.idle).isFalse();
  }

  @Test
  void aReplayIsNeverIdle() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS.forReplay());

    for (int minute = 0; minute < 10; minute++) {
      clock.advanceTime(Duration.ofMinutes(1));
      watermarks.onPeriodicEmit(output);
    }

    assertThat(output.idle).isFalse();
  }

  @Test
  void filesStillUnreadHoldTheWatermarkBack() {
    WatermarkGenerator<TimedRecord> watermarks = generator(LATENESS.forReplay());

    feed(watermarks, TimedRecord.inFile("a.log", NOON + 900_000).pendingFrom(NOON));
    feed(watermarks, TimedRecord.inFile("a.log", NOON + 950_000).pendingFrom(NOON));
    feed(watermarks, TimedRecord.inFile("b.log", NOON));

    assertThat(output.watermarks).containsExactly(NOON - 120_001, NOON + 829_999);
  }

  @Test
  void timestampsAreAssignedFromTheRecord() {
    WatermarkStrategy<TimedRecord> strategy = LATENESS.watermarks();

    assertThat(
            strategy
                .createTimestampAssigner(UnregisteredMetricsGroup::new)
                .extractTimestamp(TimedRecord.inFile("a.log", 77), 5))
        .isEqualTo(77);
  }

  @Test
  void settingsFillIt() {
    Setting<Duration> tolerance = Lateness.setting("2m");
    List<Setting<?>> known = List.of(tolerance, Lateness.MAX_FUTURE, Lateness.IDLENESS);

    assertThat(Lateness.from(Settings.of(known, Map.of()), tolerance)).isEqualTo(LATENESS);
    assertThat(
            Lateness.from(
                Settings.of(known, Map.of("lateness", "1s", "max-future", "2s", "idleness", "0")),
                tolerance))
        .isEqualTo(new Lateness(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO));
  }

  private void feed(WatermarkGenerator<TimedRecord> watermarks, TimedRecord event) {
    watermarks.onEvent(event, event.timestamp(), output);
    watermarks.onPeriodicEmit(output);
  }

  private WatermarkGenerator<TimedRecord> generator(Lateness lateness) {
    WatermarkStrategy<TimedRecord> strategy = lateness.watermarks();
    return strategy.createWatermarkGenerator(
        new WatermarkGeneratorSupplier.Context() {
          @Override
          public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
          }

          @Override
          public RelativeClock getInputActivityClock() {
            return clock;
          }
        });
  }

  private static final class RecordedOutput implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }
}
