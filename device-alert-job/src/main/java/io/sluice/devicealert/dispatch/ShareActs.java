package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.OperatorAction;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Acts on rules and alerts go to every subtask. */
final class ShareActs implements FlatMapFunction<OperatorAction, SharedAct> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(OperatorAction action, Collector<SharedAct> out) {
    if (action.rejected == null && action.deviceId == null) {
      out.collect(SharedAct.of(action));
    }
  }
}
