package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;

/** Works on requests that are parsed and located. */
abstract class RequestContender extends RecordContender<AccessRequest> {
  private static final int ADDRESSES = 1 << 16;

  private final Parser parser = new Parser();
  private CachedGeoLookup places;

  @Override
  void open(Task task) {
    places = new CachedGeoLookup(MaxMindGeoLookup.open(task.path("geo"), null), ADDRESSES);
  }

  @Override
  final AccessRequest prepare(byte[] line) {
    AccessRequest request = AccessRequestSerializer.INSTANCE.copy(parser.parse(line));
    request.place = places.locate(request.addressHigh, request.addressLow);
    return request;
  }
}
