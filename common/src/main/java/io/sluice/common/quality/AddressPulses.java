package io.sluice.common.quality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Sends a pulse to every rule for which an empty or a standing window says something. */
public final class AddressPulses implements FlatMapFunction<Measurement, Measurement> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the list that List.copyOf gives is serialisable
  private final List<String> rules;

  public AddressPulses(Collection<QualityRule> rules) {
    List<String> addressed = new ArrayList<>();
    for (QualityRule rule : rules) {
      if (rule.type() != RuleType.BALANCE) {
        addressed.add(rule.id());
      }
    }
    this.rules = List.copyOf(addressed);
  }

  @Override
  public void flatMap(Measurement pulse, Collector<Measurement> out) {
    for (String rule : rules) {
      out.collect(pulse.addressedTo(rule));
    }
  }
}
