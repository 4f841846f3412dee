package io.sluice.devicealert.sequence;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindOperator;
import io.sluice.devicealert.event.Alert;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs {@link TrackSequences} and tells it what a function is not told: that the end has come; and
 * after a restore it wakes every device with an open alert, as its sequence may be gone from the
 * configuration.
 */
final class TrackOperator extends WriteBehindOperator<String, SequenceSignal, Alert> {
  private static final long serialVersionUID = 1L;

  private transient InternalTimerService<VoidNamespace> timers;
  private transient boolean restored;
  private transient long lastWatermark;

  TrackOperator(SequenceConfig config, StateConfig state) {
    super(new TrackSequences(config), state);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
  }

  @Override
  public void open() throws Exception {
    super.open();
    lastWatermark = Long.MIN_VALUE;
    if (restored) {
      wakeAll();
    }
  }

  /** A time that has passed rings at the first watermark. */
  private void wakeAll() {
    List<Object> devices;
    try (Stream<Object> keys =
        getKeyedStateBackend().getKeys(TrackSequences.ROW.getName(), VoidNamespace.INSTANCE)) {
      devices = keys.toList();
    }
    for (Object device : devices) {
      setCurrentKey(device);
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, 0);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the process function's timers have no namespace
  public <A, N> InternalTimerService<N> getInternalTimerService(
      String name, TypeSerializer<N> namespaceSerializer, Triggerable<A, N> triggerable) {
    InternalTimerService<N> service =
        super.getInternalTimerService(name, namespaceSerializer, triggerable);
    timers = (InternalTimerService<VoidNamespace>) service;
    return service;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      ((TrackSequences) getUserFunction()).ending(lastWatermark);
    } else {
      lastWatermark = mark.getTimestamp();
    }
    super.processWatermark(mark);
  }
}
