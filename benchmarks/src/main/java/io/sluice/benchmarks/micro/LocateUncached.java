package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.loganalytics.event.AccessRequest;

/** The suite's lookup without the cache of addresses. */
public final class LocateUncached extends RequestContender {
  private MaxMindGeoLookup places;

  @Override
  void open(Task task) {
    super.open(task);
    places = MaxMindGeoLookup.open(task.path("geo"), null);
  }

  @Override
  long work(AccessRequest request) {
    String country = places.locate(request.addressHigh, request.addressLow).countryIsoCode();
    return country == null ? 0 : country.hashCode();
  }
}
