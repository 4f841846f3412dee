package io.sluice.common.testing;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/** A metric group that keeps what is registered, under names such as {@code sluice.records-in}. */
public final class RecordedMetrics implements MetricGroup {

  private final Map<String, Metric> metrics;
  private final String scope;

  public RecordedMetrics() {
    this(new TreeMap<>(), "");
  }

  private RecordedMetrics(Map<String, Metric> metrics, String scope) {
    this.metrics = metrics;
    this.scope = scope;
  }

  /** All names that were registered. */
  public Iterable<String> names() {
    return metrics.keySet();
  }

  /** The count of a counter, 0 where there is none of that name. */
  public long count(String name) {
    return metrics.get(name) instanceof Counter counter ? counter.getCount() : 0;
  }

  /** The value of a gauge. */
  public Object value(String name) {
    return metrics.get(name) instanceof Gauge<?> gauge ? gauge.getValue() : null;
  }

  @Override
  public Counter counter(String name) {
    return counter(name, new SimpleCounter());
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    return register(name, counter);
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    return register(name, gauge);
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    return register(name, histogram);
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    return register(name, meter);
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordedMetrics(metrics, scope + name + ".");
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordedMetrics(metrics, scope + key + "=" + value + ".");
  }

  @Override
  public String[] getScopeComponents() {
    return scope.split("\\.");
  }

  @Override
  public Map<String, String> getAllVariables() {
    return Map.of();
  }

  @Override
  public String getMetricIdentifier(String name) {
    return scope + name;
  }

  @Override
  public String getMetricIdentifier(String name, CharacterFilter filter) {
    return filter.filterCharacters(scope + name);
  }

  private <M extends Metric> M register(String name, M metric) {
    if (metrics.putIfAbsent(scope + name, metric) != null) {
      throw new IllegalStateException("registered twice: " + scope + name);
    }
    return metric;
  }
}
