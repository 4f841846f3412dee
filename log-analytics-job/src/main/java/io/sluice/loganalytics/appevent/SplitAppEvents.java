package io.sluice.loganalytics.appevent;

import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.StageMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts events from rejects and counts both: every record comes out once, on one side. */
final class SplitAppEvents extends ProcessFunction<AppEvent, AppEvent> {
  /** Records that could not be understood, with their bytes. */
  static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected-app-events", TypeInformation.of(Rejected.class));

  private static final long serialVersionUID = 1L;

  private transient StageMetrics metrics;

  @Override
  public void open(OpenContext context) {
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), AppEventDecoder.STAGE);
  }

  @Override
  public void processElement(AppEvent event, Context context, Collector<AppEvent> out) {
    metrics.in();
    if (event.rejected != null) {
      metrics.rejected(event.rejected.reason());
      context.output(REJECTED, event.rejected);
    } else {
      metrics.out();
      out.collect(event);
    }
  }
}
