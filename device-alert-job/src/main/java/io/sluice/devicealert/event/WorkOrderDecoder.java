package io.sluice.devicealert.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** {@code {"alertId","deviceId","state","ts"}}; all of it is needed. */
public final class WorkOrderDecoder extends JsonDecoder<WorkOrder> {
  /** What rejects call this step. */
  public static final String STAGE = "decode-work-orders";

  private static final long serialVersionUID = 1L;

  public WorkOrderDecoder() {
    super(STAGE);
  }

  @Override
  WorkOrder create() {
    return new WorkOrder();
  }

  @Override
  void read(JsonNode object, WorkOrder order) throws Refused {
    order.alertId = text(object, "alertId", true);
    order.deviceId = text(object, "deviceId", true);
    order.state = word(object, "state", WorkOrderState.class);
  }

  @Override
  public TypeInformation<WorkOrder> producedType() {
    return TypeInformation.of(WorkOrder.class);
  }
}
