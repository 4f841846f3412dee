package io.sluice.loganalytics.appevent;

import io.sluice.common.geo.IpAddress;
import io.sluice.common.geo.Place;
import io.sluice.common.runtime.StageMetrics;
import io.sluice.loganalytics.enrich.EnrichConfig;
import io.sluice.loganalytics.enrich.SharedPlaces;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;

/**
 * Says of a search or an order where it came from, by the client's address, as far as the event
 * does not say it itself. One in, one out, changed in place. What cannot be found stays missing and
 * is counted in {@code geo-misses}.
 */
final class LocateClients extends RichMapFunction<AppEvent, AppEvent> {
  static final String STAGE = "enrich-events";

  private static final long serialVersionUID = 1L;

  private final EnrichConfig config;

  private transient SharedPlaces places;
  private transient IpAddress address;
  private transient StageMetrics metrics;
  private transient Counter misses;

  LocateClients(EnrichConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    places = SharedPlaces.open(config);
    address = new IpAddress();
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), STAGE);
    misses =
        getRuntimeContext()
            .getMetricGroup()
            .addGroup("sluice")
            .addGroup("stage", STAGE)
            .counter("geo-misses");
  }

  @Override
  public AppEvent map(AppEvent event) {
    metrics.in();
    if (event.clientIp != null && (event.region == null || event.city == null)) {
      complete(event);
    }
    metrics.out();
    return event;
  }

  private void complete(AppEvent event) {
    address.parse(event.clientIp);
    Place place = places.locate(address.high(), address.low());
    if (place.status() == Place.Status.MISS) {
      misses.inc();
      event.geoMiss = true;
    }
    event.region = event.region == null ? place.regionIsoCode() : event.region;
    event.city = event.city == null ? place.cityName() : event.city;
  }

  @Override
  public void close() throws Exception {
    // Also called where open() failed half way.
    if (places != null) {
      places.close();
    }
  }
}
