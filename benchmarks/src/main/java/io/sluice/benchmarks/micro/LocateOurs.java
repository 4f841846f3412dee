package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.loganalytics.event.AccessRequest;

/** The suite's lookup with its cache. */
public final class LocateOurs extends RequestContender {
  private static final int ADDRESSES = 1 << 16;

  private CachedGeoLookup places;

  @Override
  void open(Task task) {
    super.open(task);
    places = new CachedGeoLookup(MaxMindGeoLookup.open(task.path("geo"), null), ADDRESSES);
  }

  @Override
  long work(AccessRequest request) {
    String country = places.locate(request.addressHigh, request.addressLow).countryIsoCode();
    return country == null ? 0 : country.hashCode();
  }
}
