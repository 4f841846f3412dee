package io.sluice.devicealert.sequence;

import org.apache.flink.api.common.functions.FilterFunction;

/** Lets through what one sequence hears. */
final class HearSequence implements FilterFunction<SequenceEvent> {
  private static final long serialVersionUID = 1L;

  private final Sequence sequence;

  HearSequence(Sequence sequence) {
    this.sequence = sequence;
  }

  @Override
  public boolean filter(SequenceEvent event) {
    return sequence.hears(event.type(), event.code());
  }
}
