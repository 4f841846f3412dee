package io.sluice.loganalytics.clean;

import io.sluice.common.rule.LinearPattern;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.util.function.Function;

/**
 * A text of a request.
 *
 * @param slice where it lies as bytes, null where it does not
 * @param reading the text, null where the request lacks it
 */
record TextSource(RequestField slice, Function<AccessRequest, String> reading) {
  String of(AccessRequest request) {
    return reading.apply(request);
  }

  /** The text if the pattern may be found in it, else null, at best without making a String. */
  String of(AccessRequest request, LinearPattern pattern) {
    if (slice == null) {
      return of(request);
    }
    int from = request.from[slice.ordinal()];
    return from >= 0 && pattern.mayMatch(request.buffer, from, request.to[slice.ordinal()])
        ? of(request)
        : null;
  }
}
