package io.sluice.loganalytics.quality;

import io.sluice.common.geo.Place;
import io.sluice.common.quality.Sampling;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.RequestField;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A field of a request that a quality rule may name, under its name in {@code requests.jsonl}.
 * Looks at bytes where the request holds bytes; what privacy hides from outputs is seen here, and
 * only counted.
 */
enum QualityField {
  SOURCE_ADDRESS("source.address", text(RequestField.CLIENT_ADDRESS)),
  SOURCE_IP("source.ip", QualityField::address),
  COUNTRY("source.geo.country_iso_code", place(Place::countryIsoCode)),
  REGION("source.geo.region_iso_code", place(Place::regionIsoCode)),
  CITY("source.geo.city_name", place(Place::cityName)),
  AS_NUMBER("source.as.number", place(place -> place.asNumber() == 0 ? null : place.asNumber())),
  AS_ORGANIZATION("source.as.organization.name", place(Place::asOrganization)),
  METHOD("http.request.method", text(RequestField.METHOD)),
  REFERRER("http.request.referrer", text(RequestField.REFERRER)),
  REQUEST_ID("http.request.id", text(RequestField.REQUEST_ID)),
  STATUS("http.response.status_code", number(request -> request.status)),
  BYTES("http.response.body.bytes", number(request -> request.bodyBytes)),
  VERSION("http.version", text(RequestField.PROTOCOL)),
  DURATION("event.duration", number(request -> request.durationMicros)),
  DOMAIN("url.domain", text(RequestField.HOST)),
  PATH("url.path", text(RequestField.PATH)),
  QUERY("url.query", text(RequestField.QUERY)),
  ORIGINAL("url.original", text(RequestField.TARGET)),
  USER("user.name", text(RequestField.USER)),
  AGENT("user_agent.original", text(RequestField.USER_AGENT)),
  AGENT_CLASS(
      "user_agent.class",
      agent(agent -> agent.kind() == Agent.Kind.UNKNOWN ? null : agent.kind().label())),
  AGENT_NAME("user_agent.name", agent(Agent::name)),
  OS_NAME("user_agent.os.name", agent(Agent::osName)),
  DEVICE_NAME("user_agent.device.name", agent(Agent::deviceName));

  /** The hash of a field that is missing; no other one has it. */
  static final long MISSING = 0;

  private static final Map<String, QualityField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(field -> field.path, field -> field));

  /** Gives the hash of the field's value. */
  @FunctionalInterface
  private interface Hash extends Serializable {
    long of(AccessRequest request);
  }

  private final String path;
  private final Hash hash;

  QualityField(String path, Hash hash) {
    this.path = path;
    this.hash = hash;
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  static QualityField named(String name) {
    return BY_NAME.get(name);
  }

  /** 64 even bits for the value, {@link #MISSING} for none. */
  long hash(AccessRequest request) {
    return hash.of(request);
  }

  private static Hash text(RequestField field) {
    return request ->
        request.has(field)
            ? ofBytes(request.buffer, request.from[field.ordinal()], request.to[field.ordinal()])
            : MISSING;
  }

  private static Hash number(Function<AccessRequest, Number> number) {
    return request -> {
      long value = number.apply(request).longValue();
      return value == AccessRequest.MISSING ? MISSING : present(Sampling.mix(value + 1));
    };
  }

  private static Hash place(Function<Place, Object> part) {
    return request -> request.place == null ? MISSING : ofObject(part.apply(request.place));
  }

  private static Hash agent(Function<Agent, Object> part) {
    return request -> request.agent == null ? MISSING : ofObject(part.apply(request.agent));
  }

  private static long address(AccessRequest request) {
    return request.addressHigh == 0 && request.addressLow == 0
        ? MISSING
        : present(Sampling.mix(request.addressLow + 31 * Sampling.mix(request.addressHigh)));
  }

  private static long ofObject(Object value) {
    if (value == null) {
      return MISSING;
    }
    String text = value.toString();
    long hash = text.length();
    for (int at = 0; at < text.length(); at++) {
      hash = hash * 31 + text.charAt(at);
    }
    return present(Sampling.mix(hash));
  }

  private static long ofBytes(byte[] bytes, int from, int to) {
    long hash = to - from;
    for (int at = from; at < to; at++) {
      hash = (hash ^ bytes[at]) * 0x100000001b3L; // FNV-1a
    }
    return present(Sampling.mix(hash));
  }

  private static long present(long hash) {
    return hash == MISSING ? 1 : hash;
  }
}
