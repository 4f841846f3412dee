package io.sluice.loganalytics.traffic;

import io.sluice.loganalytics.event.AccessRequest;

/** What one request adds to every total that counts it, worked out once. Reused. */
final class RequestFigures {
  long bytes;
  int errors4xx;
  int errors5xx;
  int bots;

  /** Milliseconds, negative where it is not known. */
  float latency;

  void take(AccessRequest request) {
    bytes = Math.max(0, request.bodyBytes);
    int statusClass = request.status / 100;
    errors4xx = statusClass == 4 ? 1 : 0;
    errors5xx = statusClass == 5 ? 1 : 0;
    bots = request.agent != null && request.agent.kind().bot() ? 1 : 0;
    latency = request.durationMicros < 0 ? -1 : request.durationMicros / 1000f;
  }
}
