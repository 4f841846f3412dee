package io.sluice.benchmarks.micro;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestJson;

/** The suite's JSON of a request, written straight from its bytes. */
public final class JsonOurs extends RequestContender {
  private final RequestJson json = new RequestJson(Privacy.KEEP_ALL);

  @Override
  long work(AccessRequest request) {
    return json.toBytes(request).length;
  }
}
