package io.sluice.common.lookup;

import io.sluice.common.runtime.StageMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a lookup counts beside the counts of every stage, each record once: {@code lookup-hits}
 * (answered at once from what is remembered, that there is no such row included), {@code
 * lookup-misses} (the database was asked and answered), {@code lookup-stale} (the last known row,
 * in an outage), {@code lookup-unknown} (nothing known, in an outage), {@code lookup-keyless}.
 * Beside them {@code lookup-absent}, those of hits and misses for which there is no row, and {@code
 * lookup-timeouts}, keys whose answer did not come in time. Gauges: {@code lookup-waiting} records;
 * and for the whole TaskManager {@code lookup-outage} (1 or 0), {@code lookup-failures} (queries)
 * and {@code lookup-cached} (keys).
 */
final class LookupMetrics {
  private final StageMetrics stage;
  private final Counter hits;
  private final Counter misses;
  private final Counter absent;
  private final Counter stale;
  private final Counter unknown;
  private final Counter keyless;
  private final Counter timeouts;

  LookupMetrics(MetricGroup operator, String name, Dimension<?> rows, WaitingRoom<?, ?> waiting) {
    stage = new StageMetrics(operator, name);
    MetricGroup group = operator.addGroup("sluice").addGroup("stage", name);
    hits = group.counter("lookup-hits");
    misses = group.counter("lookup-misses");
    absent = group.counter("lookup-absent");
    stale = group.counter("lookup-stale");
    unknown = group.counter("lookup-unknown");
    keyless = group.counter("lookup-keyless");
    timeouts = group.counter("lookup-timeouts");
    group.gauge("lookup-waiting", waiting::size);
    group.gauge("lookup-outage", () -> rows.outage() ? 1 : 0);
    group.gauge("lookup-failures", rows::failures);
    group.gauge("lookup-cached", rows::size);
  }

  void in() {
    stage.in();
  }

  void out(Answer.Kind kind, boolean atOnce) {
    stage.out();
    switch (kind) {
      case FOUND -> (atOnce ? hits : misses).inc();
      case ABSENT -> {
        (atOnce ? hits : misses).inc();
        absent.inc();
      }
      case STALE -> stale.inc();
      case UNKNOWN -> unknown.inc();
      case KEYLESS -> keyless.inc();
    }
  }

  void timedOut() {
    timeouts.inc();
  }
}
