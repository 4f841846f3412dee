package io.sluice.devicealert.sequence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes of a match what the alerts follow from. The time that flink-cep gives a match that ends by
 * something not coming is that of the watermark; the place of its deadline is worked out here.
 */
final class TellMatches extends PatternProcessFunction<SequenceEvent, SequenceSignal> {
  private static final long serialVersionUID = 1L;

  private final Sequence sequence;

  TellMatches(Sequence sequence) {
    this.sequence = sequence;
  }

  @Override
  public void processMatch(
      Map<String, List<SequenceEvent>> match, Context context, Collector<SequenceSignal> out) {
    List<SequenceEvent> events =
        match.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(SequenceEvent::place))
            .toList();
    long span = events.get(events.size() - 1).ts() - events.get(0).ts();
    // At time 0 flink-cep is told 1, see SequenceEvent.
    if (span < sequence.within()) {
      out.collect(SequenceSignal.match(sequence, events));
    }
  }
}
