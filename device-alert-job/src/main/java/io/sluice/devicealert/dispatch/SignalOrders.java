package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.WorkOrder;
import org.apache.flink.util.Collector;

/** Every work order that was understood is told, a late one too: it may still stop a cancel. */
final class SignalOrders implements Telling<WorkOrder> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(WorkOrder order, Collector<DispatchSignal> out) {
    if (order.rejected == null) {
      out.collect(DispatchSignal.of(order));
    }
  }
}
