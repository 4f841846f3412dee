package io.sluice.loganalytics.ranking;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Makes the rows of a firing, one for each combination and k. */
final class ListFirings implements FlatMapFunction<FiringDelta, NdcgRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(FiringDelta firing, Collector<NdcgRow> out) {
    NdcgRow.give(
        null,
        firing.windowEnd(),
        Combination.ofKey(firing.combination()),
        firing.parts().total(),
        out::collect);
  }
}
