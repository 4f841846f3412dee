package io.sluice.devicealert.sequence;

import org.apache.flink.cep.EventComparator;

/** Events of one millisecond as they are ordered everywhere: by seq, then eventId. */
final class InOrder implements EventComparator<SequenceEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public int compare(SequenceEvent one, SequenceEvent other) {
    return one.place().compareTo(other.place());
  }
}
