package io.sluice.loganalytics.quality;

import io.sluice.common.quality.FieldTally;
import io.sluice.common.quality.Measurement;
import io.sluice.common.quality.QualityRule;
import io.sluice.common.quality.Sampling;
import io.sluice.common.source.RecordOrigin;
import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Looks at the fields that rules name, of the records in each rule's sample, and at nothing else.
 * The only part of quality that costs something for each record; without rules on fields it is not
 * in the graph.
 */
final class ObserveFields implements PreAggregation<AccessRequest, Measurement> {
  private static final long serialVersionUID = 1L;
  private static final long NONE = Long.MIN_VALUE;

  private final QualityRule[] rules;
  private final QualityField[] fields;
  private final Map<Long, FieldTally[]> minutes = new LinkedHashMap<>();
  private long latest = NONE;
  private transient FieldTally[] ofLatest;

  ObserveFields(Collection<QualityRule> fieldRules) {
    List<QualityField> named = new ArrayList<>();
    fieldRules.forEach(rule -> named.add(QualityField.named(rule.subject())));
    rules = fieldRules.toArray(QualityRule[]::new);
    fields = named.toArray(QualityField[]::new);
  }

  @Override
  public void add(AccessRequest request) {
    FieldTally[] tallies = tallies(MinuteClock.minuteOf(request.progress));
    for (int i = 0; i < rules.length; i++) {
      if (takes(rules[i].sample(), request)) {
        count(fields[i].hash(request), tallies[i]);
      }
    }
  }

  /** By identity, so that a request is in the sample or not however often it is put back in. */
  private static boolean takes(double sample, AccessRequest request) {
    RecordOrigin origin = request.origin;
    return origin == null
        ? Sampling.takes(sample, request.partition, request.offset)
        : Sampling.takes(sample, origin.partition(), origin.offset());
  }

  private static void count(long hash, FieldTally tally) {
    if (hash == QualityField.MISSING) {
      tally.missing();
    } else {
      tally.value(hash);
    }
  }

  private FieldTally[] tallies(long minute) {
    if (minute != latest || ofLatest == null) {
      ofLatest = minutes.computeIfAbsent(minute, absent -> fresh());
      latest = minute;
    }
    return ofLatest;
  }

  private FieldTally[] fresh() {
    FieldTally[] fresh = new FieldTally[rules.length];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = new FieldTally(rules[i]);
    }
    return fresh;
  }

  @Override
  public int size() {
    return minutes.size();
  }

  @Override
  public void drain(Collector<Measurement> out) {
    minutes.forEach(
        (minute, tallies) -> {
          for (FieldTally tally : tallies) {
            out.collect(tally.measured(minute));
          }
        });
    minutes.clear();
    ofLatest = null;
  }
}
