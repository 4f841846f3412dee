package io.sluice.loganalytics.quality;

import io.sluice.common.quality.Measurement;
import io.sluice.common.quality.QualityRule;
import io.sluice.common.quality.RuleType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * What the counts of stages say to the rules that ask for them. Costs nothing per record. The
 * balance is asked of each stage (in = out + rejected + dropped) and of each two in a row: what one
 * gave out the next took in.
 */
final class MeasureCounts implements FlatMapFunction<StageCounts, Measurement> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // the lists that List.copyOf gives are serialisable
  private final List<QualityRule> rules;

  @SuppressWarnings("serial")
  private final List<List<String>> flows;

  /**
   * @param flows of each input the stages in the order in which a record passes them
   */
  MeasureCounts(Collection<QualityRule> rules, List<List<String>> flows) {
    this.rules = rules.stream().filter(rule -> !rule.type().readsField()).toList();
    this.flows = List.copyOf(flows);
  }

  @Override
  public void flatMap(StageCounts counts, Collector<Measurement> out) {
    for (QualityRule rule : rules) {
      if (rule.type() == RuleType.BALANCE) {
        balance(rule.id(), counts, out);
      } else if (rule.subject().equals(counts.stage)) {
        out.collect(measured(rule, counts));
      }
    }
  }

  private static Measurement measured(QualityRule rule, StageCounts counts) {
    return switch (rule.type()) {
      case REJECT_SHARE -> share(rule, counts, counts.rejected);
      case DROPPED_SHARE -> share(rule, counts, counts.dropped);
      case LATE_SHARE -> new Measurement(rule.id(), "", counts.minute, counts.in, counts.late);
      default -> new Measurement(rule.id(), "", counts.minute, counts.in, 0);
    };
  }

  private static Measurement share(
      QualityRule rule, StageCounts counts, Map<String, Long> reasons) {
    long part = sum(reasons);
    Measurement measured = new Measurement(rule.id(), "", counts.minute, counts.in, part);
    measured.details.putAll(reasons);
    return measured;
  }

  private void balance(String rule, StageCounts counts, Collector<Measurement> out) {
    long accounted = counts.out + sum(counts.rejected) + sum(counts.dropped);
    out.collect(
        new Measurement(rule, counts.stage, counts.minute, counts.in, counts.in - accounted));
    flows.forEach(flow -> neighbours(rule, counts, flow, out));
  }

  private static void neighbours(
      String rule, StageCounts counts, List<String> flow, Collector<Measurement> out) {
    int at = flow.indexOf(counts.stage);
    if (at > 0) {
      String between = flow.get(at - 1) + '-' + counts.stage;
      out.collect(new Measurement(rule, between, counts.minute, counts.in, counts.in));
    }
    if (at >= 0 && at + 1 < flow.size()) {
      String between = counts.stage + '-' + flow.get(at + 1);
      out.collect(new Measurement(rule, between, counts.minute, 0, -counts.out));
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
