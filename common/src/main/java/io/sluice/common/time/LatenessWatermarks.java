package io.sluice.common.time;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The watermarks of one partition or file. Emitted periodically, not per record. Starts anew after
 * a restart, which only makes it lag: what is late is not decided by it.
 */
final class LatenessWatermarks<T extends EventTimed> implements WatermarkGenerator<T> {

  private final LargestSoFar<T> largest;
  private final WatermarkGenerator<T> watching;

  LatenessWatermarks(LatenessRule rule, Duration idleness, RelativeClock clock) {
    this.largest = new LargestSoFar<>(rule);
    this.watching =
        idleness.isZero() ? largest : new WatermarksWithIdleness<>(largest, idleness, clock);
  }

  /** A record that does not count is no sign of life: garbage alone must not hold the rest back. */
  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {
    if (largest.rule.counts(event)) {
      watching.onEvent(event, timestamp, output);
    } else {
      largest.pendingFrom = event.pendingFrom();
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    watching.onPeriodicEmit(output);
  }

  private static final class LargestSoFar<T extends EventTimed> implements WatermarkGenerator<T> {

    private final LatenessRule rule;
    private long largest = EventTimed.NO_TIMESTAMP;
    private long pendingFrom = Long.MAX_VALUE;
    private long emitted = Long.MIN_VALUE;

    LargestSoFar(LatenessRule rule) {
      this.rule = rule;
    }

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {
      largest = Math.max(largest, event.timestamp());
      pendingFrom = event.pendingFrom();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      long watermark = rule.watermark(Math.min(largest, pendingFrom));
      if (watermark > emitted) {
        emitted = watermark;
        output.emitWatermark(new Watermark(watermark));
      }
    }
  }
}
