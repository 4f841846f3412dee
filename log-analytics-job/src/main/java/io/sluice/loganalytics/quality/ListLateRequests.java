package io.sluice.loganalytics.quality;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Lists the requests that traffic leaves out; they stay in the requests. */
public final class ListLateRequests implements FlatMapFunction<AccessRequest, LateRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(AccessRequest request, Collector<LateRecord> out) {
    if (request.late || request.future) {
      out.collect(
          new LateRecord(
              "traffic",
              request.future ? "future" : "late",
              request.timestamp,
              request.topic,
              request.partition,
              request.offset,
              request.text(RequestField.REQUEST_ID),
              null,
              1,
              "requests"));
    }
  }
}
