package io.sluice.devicealert.dispatch;

import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Runs {@link LimitFloods} and tells it what a function is not told: whether the input is idle. */
final class LimitFloodsOperator extends KeyedProcessOperator<String, Dispatch, Dispatch> {
  private static final long serialVersionUID = 1L;

  LimitFloodsOperator(DispatchConfig config) {
    super(new LimitFloods(config.floodLimit(), config.floodWindow(), config.backstop()));
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    super.processWatermarkStatus(status);
    ((LimitFloods) getUserFunction()).idle(status.isIdle());
  }
}
