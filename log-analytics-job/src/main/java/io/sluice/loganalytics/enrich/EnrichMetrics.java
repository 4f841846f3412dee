package io.sluice.loganalytics.enrich;

import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.common.geo.Place;
import io.sluice.common.runtime.StageMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the stage counts beside the counts of every stage: {@code geo-found}, {@code geo-misses},
 * {@code geo-private}, {@code geo-invalid}, {@code agent-cache-hits}, {@code agent-cache-misses}.
 * {@code geo-unavailable} is the number of configured geo files that could not be opened; {@code
 * geo-damaged-records} counts for the whole TaskManager.
 */
final class EnrichMetrics {
  private static final String STAGE = "enrich";

  private final StageMetrics stage;
  private final Counter found;
  private final Counter misses;
  private final Counter notPublic;
  private final Counter invalid;
  private final Counter agentHits;
  private final Counter agentMisses;

  EnrichMetrics(MetricGroup operator, MaxMindGeoLookup files) {
    stage = new StageMetrics(operator, STAGE);
    MetricGroup group = operator.addGroup("sluice").addGroup("stage", STAGE);
    found = group.counter("geo-found");
    misses = group.counter("geo-misses");
    notPublic = group.counter("geo-private");
    invalid = group.counter("geo-invalid");
    agentHits = group.counter("agent-cache-hits");
    agentMisses = group.counter("agent-cache-misses");
    group.gauge("geo-unavailable", () -> files.unavailable().size());
    group.gauge("geo-damaged-records", files::damagedRecords);
  }

  void in() {
    stage.in();
  }

  void out() {
    stage.out();
  }

  void located(Place place) {
    counter(place.status()).inc();
  }

  private Counter counter(Place.Status status) {
    return switch (status) {
      case FOUND -> found;
      case MISS -> misses;
      case PRIVATE -> notPublic;
      case INVALID -> invalid;
    };
  }

  void agentFound(boolean inCache) {
    (inCache ? agentHits : agentMisses).inc();
  }
}
