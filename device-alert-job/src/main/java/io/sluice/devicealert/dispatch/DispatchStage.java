package io.sluice.devicealert.dispatch;

import io.sluice.common.lookup.LookUpRows;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.WorkOrder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From alerts to who is sent out.
 *
 * <pre>
 * alerts ── look devices up ─┐
 * work orders ───────────────┼─ keyBy device ─ dispatch ─┬─ (limit floods, by site) ─▶ dispatches
 * acts on devices ───────────┘                     ▲     └──────────────────────────▶ explanations
 * acts on rules and alerts ──────── broadcast ─────┘
 * </pre>
 */
public final class DispatchStage {
  private final DispatchConfig config;
  private final StateConfig state;
  private final DispatchPorts ports;

  public DispatchStage(DispatchConfig config, StateConfig state, DispatchPorts ports) {
    this.config = config;
    this.state = state;
    this.ports = ports;
  }

  /**
   * @param notRaised why there are alerts that are not
   * @param workOrders understood ones, as are the actions
   */
  public void attach(
      DataStream<Alert> alerts,
      DataStream<Explanation> notRaised,
      DataStream<WorkOrder> workOrders,
      DataStream<OperatorAction> acts) {
    DataStream<DispatchSignal> signals =
        withDevices(alerts)
            .union(
                told(workOrders, new SignalOrders(), OperatorIds.TAKE_WORK_ORDERS),
                told(acts, new SignalActs(), OperatorIds.TAKE_DEVICE_ACTS));
    DataStream<SharedAct> shared =
        beside(acts, acts.flatMap(new ShareActs()), OperatorIds.TAKE_SHARED_ACTS);
    SingleOutputStreamOperator<Dispatch> decided =
        signals
            .keyBy(DispatchSignal::deviceId)
            .connect(shared.broadcast())
            .transform(
                OperatorIds.DISPATCH_ALERTS.name(),
                TypeInformation.of(Dispatch.class),
                new DispatchOperator(config, state))
            .uid(OperatorIds.DISPATCH_ALERTS.uid());
    ports.dispatches().attach(withoutFloods(decided), OperatorIds.WRITE_DISPATCHES);
    ports
        .explanations()
        .attach(
            decided.getSideOutput(DispatchAlerts.EXPLANATIONS).union(notRaised),
            OperatorIds.WRITE_EXPLANATIONS);
  }

  private DataStream<DispatchSignal> withDevices(DataStream<Alert> alerts) {
    DataStream<DispatchSignal> signals = told(alerts, new SignalAlerts(), OperatorIds.TAKE_ALERTS);
    if (ports.devices() == null) {
      return signals;
    }
    return beside(
        signals,
        signals.transform(
            OperatorIds.LOOK_UP_DEVICES.name(),
            signals.getType(),
            new LookUpRows<>(ApplyDeviceConfig.STAGE, ports.devices(), new ApplyDeviceConfig())),
        OperatorIds.LOOK_UP_DEVICES);
  }

  private static <T> DataStream<DispatchSignal> told(
      DataStream<T> stream, Telling<T> telling, OperatorId id) {
    return beside(stream, stream.flatMap(telling), id);
  }

  private DataStream<Dispatch> withoutFloods(DataStream<Dispatch> decided) {
    if (!config.floodControl()) {
      return decided;
    }
    OperatorId id = OperatorIds.LIMIT_FLOODS;
    return decided
        .keyBy(LimitFloods::site)
        .transform(id.name(), decided.getType(), new LimitFloodsOperator(config))
        .uid(id.uid());
  }

  private static <T> SingleOutputStreamOperator<T> beside(
      DataStream<?> before, SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.setParallelism(before.getParallelism()).uid(id.uid()).name(id.name());
  }
}
