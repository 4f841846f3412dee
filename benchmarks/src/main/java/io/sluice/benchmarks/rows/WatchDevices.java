package io.sluice.benchmarks.rows;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One row per device, read and changed with every sample, and one timer per device and window: what
 * a job over devices does. Gives out a digest of each window when it is over. Plain Flink; all
 * contenders run it.
 */
final class WatchDevices extends KeyedProcessFunction<String, Sample, Long> {
  private static final long serialVersionUID = 1L;

  /** A device has twenty samples in a window, on the average. */
  private static final long WINDOW = 20L * MakeSamples.DEVICES;

  private transient ValueState<DeviceRow> rows;

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getState(new ValueStateDescriptor<>("device", DeviceRow.TYPE));
  }

  @Override
  public void processElement(Sample sample, Context context, Collector<Long> out) throws Exception {
    long window = (sample.time / WINDOW + 1) * WINDOW;
    DeviceRow row = rows.value();
    if (row == null) {
      row = new DeviceRow();
    }
    if (row.window != window) {
      // The other reader may be behind, and the watermark with it.
      give(sample.device, row, out);
      row.begin(window);
      context.timerService().registerEventTimeTimer(window);
    }
    row.add(sample.value);
    rows.update(row);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
    DeviceRow row = rows.value();
    if (row != null && row.window == time) {
      give(context.getCurrentKey(), row, out);
      row.begin(0);
      rows.update(row);
    }
  }

  private static void give(String device, DeviceRow row, Collector<Long> out) {
    if (row.count > 0) {
      out.collect(MakeSamples.mix(device.hashCode() + row.digest()));
    }
  }
}
