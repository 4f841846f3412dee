package io.sluice.devicealert.sequence;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs {@link OrderSequenceEvents} and gives what it emits the times of the events. */
final class OrderOperator extends WriteBehindOperator<String, SequenceEvent, SequenceEvent> {
  private static final long serialVersionUID = 1L;

  OrderOperator(SequenceConfig config, StateConfig state) {
    super(new OrderSequenceEvents(config), state);
  }

  @Override
  public void open() throws Exception {
    super.open();
    ((OrderSequenceEvents) getUserFunction())
        .emittingBy(
            event -> output.collect(new StreamRecord<>(event, SequenceEvent.cepTime(event.ts()))));
  }
}
