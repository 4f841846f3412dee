package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets through only what some sequence names, before it crosses the network. An event whose time
 * lies too far ahead counts at its arrival. Of what comes beyond the tolerance only a recovery that
 * may close an alert goes on; detection lists the rest.
 */
final class PickSequenceEvents extends AbstractStreamOperator<SequenceEvent>
    implements OneInputStreamOperator<DeviceEvent, SequenceEvent> {
  private static final long serialVersionUID = 1L;

  private final SequenceBook book;
  private final long tolerance;

  /**
   * @param tolerance L in milliseconds
   */
  PickSequenceEvents(SequenceBook book, long tolerance) {
    this.book = book;
    this.tolerance = tolerance;
  }

  @Override
  public void processElement(StreamRecord<DeviceEvent> element) {
    DeviceEvent event = element.getValue();
    boolean wanted =
        event.late
            ? event.type == EventType.RECOVERY && book.revokes(event.type, event.code)
            : book.names(event.type, event.code);
    if (wanted) {
      long ts = event.future ? event.arrival : event.ts;
      output.collect(element.replace(picked(event, ts), ts));
    }
  }

  private SequenceEvent picked(DeviceEvent event, long ts) {
    return new SequenceEvent(
        event.deviceId,
        event.type,
        event.code,
        ts,
        event.seq,
        event.eventId,
        event.late ? event.progress - tolerance : SequenceEvent.IN_TIME,
        event.configured,
        event.level,
        event.model,
        event.version);
  }
}
