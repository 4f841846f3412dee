package io.sluice.loganalytics.parse;

import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts requests from rejects and counts both: every line comes out once, on one side. */
public final class SplitLines extends ProcessFunction<ParsedLine, AccessRequest> {
  /** Lines that could not be understood, with their bytes. */
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected-lines", TypeInformation.of(Rejected.class));

  private static final long serialVersionUID = 1L;

  private transient StageMetrics metrics;

  @Override
  public void open(OpenContext context) {
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), AccessLogDecoder.STAGE);
  }

  @Override
  public void processElement(ParsedLine line, Context context, Collector<AccessRequest> out) {
    metrics.in();
    if (line.request == null) {
      metrics.rejected(line.rejected.reason());
      context.output(REJECTED, line.rejected);
    } else {
      metrics.out();
      out.collect(line.request);
    }
  }
}
