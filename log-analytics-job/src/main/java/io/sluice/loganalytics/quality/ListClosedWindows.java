package io.sluice.loganalytics.quality;

import io.sluice.loganalytics.traffic.Dimension;
import io.sluice.loganalytics.traffic.TrafficDelta;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lists the deltas whose window was gone, once per second, not once per dimension. */
public final class ListClosedWindows implements FlatMapFunction<TrafficDelta, LateRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(TrafficDelta delta, Collector<LateRecord> out) {
    if (delta.dimension() == Dimension.ALL) {
      out.collect(
          new LateRecord(
              "traffic",
              "window-closed",
              delta.second(),
              null,
              -1,
              -1,
              null,
              null,
              delta.totals().requests,
              "requests"));
    }
  }
}
