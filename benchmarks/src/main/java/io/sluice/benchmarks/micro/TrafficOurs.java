package io.sluice.benchmarks.micro;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.traffic.AggregateTraffic;
import io.sluice.loganalytics.traffic.TrafficDelta;
import org.apache.flink.util.Collector;

/** The traffic stage's pre-aggregation over all dimensions, drained as often as live. */
public final class TrafficOurs extends RequestContender implements Collector<TrafficDelta> {
  private static final int BETWEEN_DRAINS = 50_000;

  private final AggregateTraffic traffic = new AggregateTraffic(Privacy.KEEP_ALL);
  private long counted;
  private int since;

  @Override
  long work(AccessRequest request) {
    traffic.add(request);
    return ++since >= BETWEEN_DRAINS ? finish() : 0;
  }

  @Override
  long finish() {
    since = 0;
    counted = 0;
    traffic.drain(this);
    return counted;
  }

  @Override
  public void collect(TrafficDelta delta) {
    counted += delta.totals().requests;
  }

  @Override
  public void close() {}
}
