package io.sluice.devicealert;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The event time of a stream that has none and must not be waited for. A record makes its partition
 * active again until the next period, so that a time is needed once; it is the greatest that is not
 * the end.
 */
final class AlwaysIdle {
  private static final long GREATEST = Long.MAX_VALUE - 1;

  private AlwaysIdle() {}

  static <T> WatermarkStrategy<T> watermarks() {
    WatermarkStrategy<T> strategy = context -> new Generator<>();
    return strategy.withTimestampAssigner((record, before) -> 0);
  }

  private static final class Generator<T> implements WatermarkGenerator<T> {
    private boolean told;

    @Override
    public void onEvent(T event, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (!told) {
        output.emitWatermark(new Watermark(GREATEST));
        told = true;
      }
      output.markIdle();
    }
  }
}
