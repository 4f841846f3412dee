package io.sluice.benchmarks.micro;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.geo.AddressText;
import io.sluice.common.geo.Place;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The same object as records that Jackson's databind writes. */
public final class JsonDatabind extends RequestContender {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper mapper =
      new ObjectMapper().setSerializationInclusion(Include.NON_NULL);

  /** The whole object. */
  public record Document(
      @JsonProperty("@timestamp") String timestamp,
      Event event,
      Source source,
      Http http,
      Url url,
      @JsonProperty("user_agent") UserAgent userAgent,
      User user) {}

  /** Its parts, by their ECS names. */
  public record Event(String id, String outcome) {}

  /** The client. */
  public record Source(String address, String ip, Geo geo) {}

  /** Where it is. */
  public record Geo(
      @JsonProperty("country_iso_code") String country,
      @JsonProperty("region_iso_code") String region,
      @JsonProperty("city_name") String city,
      Location location) {}

  /** Coordinates. */
  public record Location(double lat, double lon) {}

  /** Request and response. */
  public record Http(String version, Request request, Response response) {}

  /** What was asked. */
  public record Request(String method, String referrer) {}

  /** What was answered. */
  public record Response(@JsonProperty("status_code") int status, Body body) {}

  /** How much. */
  public record Body(long bytes) {}

  /** For what. */
  public record Url(String path, String query, String original) {}

  /** By what. */
  public record UserAgent(String original) {}

  /** For whom. */
  public record User(String name) {}

  @Override
  long work(AccessRequest request) throws JsonProcessingException {
    return mapper.writeValueAsBytes(document(request)).length;
  }

  private static Document document(AccessRequest request) {
    String agent = request.text(RequestField.USER_AGENT);
    String user = request.text(RequestField.USER);
    return new Document(
        MILLIS.format(Instant.ofEpochMilli(request.timestamp)),
        new Event(
            request.eventId(), request.status > 0 && request.status < 400 ? "success" : "failure"),
        new Source(
            request.text(RequestField.CLIENT_ADDRESS),
            AddressText.of(request.addressHigh, request.addressLow),
            geo(request.place)),
        http(request),
        url(request),
        agent == null ? null : new UserAgent(agent),
        user == null ? null : new User(user));
  }

  private static Url url(AccessRequest request) {
    String target = request.text(RequestField.TARGET);
    return target == null
        ? null
        : new Url(request.text(RequestField.PATH), request.text(RequestField.QUERY), target);
  }

  private static Geo geo(Place place) {
    if (place.countryIsoCode() == null) {
      return null;
    }
    return new Geo(
        place.countryIsoCode(),
        place.regionIsoCode(),
        place.cityName(),
        Double.isFinite(place.latitude())
            ? new Location(place.latitude(), place.longitude())
            : null);
  }

  private static Http http(AccessRequest request) {
    String protocol = request.text(RequestField.PROTOCOL);
    String method = request.text(RequestField.METHOD);
    String referrer = request.text(RequestField.REFERRER);
    return new Http(
        protocol == null ? null : protocol.substring("HTTP/".length()),
        method == null && referrer == null ? null : new Request(method, referrer),
        new Response(
            request.status,
            request.bodyBytes == AccessRequest.MISSING ? null : new Body(request.bodyBytes)));
  }
}
