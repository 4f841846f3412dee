package io.sluice.devicealert;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.junit.jupiter.api.Test;

/** Two splits of a stream without time, as a source reads them. */
class AlwaysIdleTest {
  private final Told told = new Told();
  private final WatermarkOutputMultiplexer source = new WatermarkOutputMultiplexer(told);
  private final WatermarkGenerator<String> first = generator();
  private final WatermarkGenerator<String> second = generator();

  AlwaysIdleTest() {
    source.registerNewOutput("first", new Unheard());
    source.registerNewOutput("second", new Unheard());
  }

  @Test
  void isIdleFromTheStartAndAgainAfterEachRecord() {
    period();
    assertThat(told.idle).isTrue();

    first.onEvent("a rule", 0, source.getImmediateOutput("first"));
    period();
    assertThat(told.idle).isTrue();
  }

  @Test
  void aRecordThatWakesItUpHoldsNothingBack() {
    period();
    source.getImmediateOutput("first").markActive();
    first.onEvent("a rule", 0, source.getImmediateOutput("first"));
    source.onPeriodicEmit();

    assertThat(told.greatest).as("not the end of the stream").isEqualTo(Long.MAX_VALUE - 1);
    period();
    assertThat(told.idle).isTrue();
  }

  private void period() {
    first.onPeriodicEmit(source.getDeferredOutput("first"));
    second.onPeriodicEmit(source.getDeferredOutput("second"));
    source.onPeriodicEmit();
  }

  private static WatermarkGenerator<String> generator() {
    return AlwaysIdle.<String>watermarks().createWatermarkGenerator(null);
  }

  private static final class Unheard implements WatermarkOutputMultiplexer.WatermarkUpdateListener {
    @Override
    public void onIdleUpdate(boolean idle) {}

    @Override
    public void onWatermarkUpdate(long watermark) {}
  }

  private static final class Told implements WatermarkOutput {
    private long greatest = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      greatest = Math.max(greatest, watermark.getTimestamp());
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
