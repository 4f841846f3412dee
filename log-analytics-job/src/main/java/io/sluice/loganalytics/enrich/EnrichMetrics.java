package io.sluice.loganalytics.enrich;

import io.sluice.common.geo.GeoFiles;
import io.sluice.common.geo.Place;
import io.sluice.common.runtime.StageMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the stage counts beside the counts of every stage: {@code geo-found}, {@code geo-misses},
 * {@code geo-private}, {@code geo-invalid}, {@code agent-cache-hits}, {@code agent-cache-misses}.
 * For the whole TaskManager: {@code geo-unavailable}, configured geo files of which no version
 * could be opened; {@code geo-broken-files}, those that lie there broken or not at all, though an
 * older version may be in use; {@code geo-reloads} and {@code geo-reload-failures} since the start,
 * {@code geo-last-failure} in epoch milliseconds; {@code geo-age-seconds} since the older file was
 * built by its maker, -1 without any; {@code geo-damaged-records} met.
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

  EnrichMetrics(MetricGroup operator, GeoFiles files) {
    stage = new StageMetrics(operator, STAGE);
    MetricGroup group = operator.addGroup("sluice").addGroup("stage", STAGE);
    found = group.counter("geo-found");
    misses = group.counter("geo-misses");
    notPublic = group.counter("geo-private");
    invalid = group.counter("geo-invalid");
    agentHits = group.counter("agent-cache-hits");
    agentMisses = group.counter("agent-cache-misses");
    group.gauge("geo-unavailable", () -> files.current().unavailable().size());
    group.gauge("geo-broken-files", files::broken);
    group.gauge("geo-reloads", files::reloads);
    group.gauge("geo-reload-failures", files::failures);
    group.gauge("geo-last-failure", files::lastFailure);
    group.gauge("geo-age-seconds", files::ageSeconds);
    group.gauge("geo-damaged-records", () -> files.current().damagedRecords());
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
