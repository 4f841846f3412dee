package io.sluice.benchmarks.micro;

import io.sluice.common.geo.AddressText;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.util.HashMap;
import java.util.Map;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllFloatsSketch;

/** The obvious form: a map from (dimension, value, second) as texts to counters and sketches. */
public final class TrafficObvious extends RequestContender {
  private static final int BETWEEN_DRAINS = 50_000;
  private static final int LG_K = 14;

  private final Map<Key, Totals> totals = new HashMap<>();
  private int since;

  private record Key(String dimension, String value, long second) {}

  private static final class Totals {
    final HllSketch clients = new HllSketch(LG_K);
    final KllFloatsSketch latency = KllFloatsSketch.newHeapInstance();
    long requests;
    long bytes;
    long errors;

    void add(AccessRequest request, String client) {
      requests++;
      bytes += Math.max(0, request.bodyBytes);
      errors += request.status >= 400 ? 1 : 0;
      clients.update(client);
      if (request.durationMicros >= 0) {
        latency.update(request.durationMicros / 1000f);
      }
    }

    long[] additive() {
      return new long[] {requests, bytes, errors};
    }
  }

  @Override
  long work(AccessRequest request) {
    String client = AddressText.of(request.addressHigh, request.addressLow);
    long second = request.timestamp / 1000;
    add("all", "all", second, request, client);
    add("country", request.place.countryIsoCode(), second, request, client);
    add("city", request.place.cityName(), second, request, client);
    add("vhost", request.text(RequestField.HOST), second, request, client);
    add("path", request.text(RequestField.PATH), second, request, client);
    add("status", String.valueOf(request.status), second, request, client);
    add("user_agent_class", "unknown", second, request, client);
    add("customer", request.text(RequestField.USER), second, request, client);
    return ++since >= BETWEEN_DRAINS ? finish() : 0;
  }

  private void add(
      String dimension, String value, long second, AccessRequest request, String client) {
    totals
        .computeIfAbsent(
            new Key(dimension, value == null ? "unknown" : value, second), key -> new Totals())
        .add(request, client);
  }

  @Override
  long finish() {
    since = 0;
    long counted = totals.values().stream().mapToLong(each -> each.additive()[0]).sum();
    totals.clear();
    return counted;
  }
}
