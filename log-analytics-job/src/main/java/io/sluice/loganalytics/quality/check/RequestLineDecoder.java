package io.sluice.loganalytics.quality.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.geo.IpAddress;
import io.sluice.common.geo.Place;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.RecordOrigin;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.RequestField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * A line of {@code requests.jsonl} back into the request that it was, as far as it says: what
 * privacy left out is missing. Keeps its identity, and that it was late. A line that is none is a
 * reject with reason {@value #REASON}.
 */
final class RequestLineDecoder implements RecordDecoder<ParsedLine> {
  static final String REASON = "not-a-request";

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EVENT_ID = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

  private static final Map<RequestField, String> TEXTS =
      Map.ofEntries(
          Map.entry(RequestField.CLIENT_ADDRESS, "/source/address"),
          Map.entry(RequestField.USER, "/user/name"),
          Map.entry(RequestField.METHOD, "/http/request/method"),
          Map.entry(RequestField.REFERRER, "/http/request/referrer"),
          Map.entry(RequestField.REQUEST_ID, "/http/request/id"),
          Map.entry(RequestField.PROTOCOL, "/http/version"),
          Map.entry(RequestField.HOST, "/url/domain"),
          Map.entry(RequestField.PATH, "/url/path"),
          Map.entry(RequestField.QUERY, "/url/query"),
          Map.entry(RequestField.TARGET, "/url/original"),
          Map.entry(RequestField.USER_AGENT, "/user_agent/original"));

  @Override
  public void decode(RawRecord raw, Collector<ParsedLine> out) {
    ParsedLine line = parse(raw);
    line.pendingFrom = raw.pendingFrom();
    out.collect(line);
  }

  private static ParsedLine parse(RawRecord raw) {
    try {
      JsonNode json = JSON.readTree(raw.value());
      Instant time = Instant.parse(json.path("@timestamp").asText());
      AccessRequest request = request(json);
      request.timestamp = time.toEpochMilli();
      request.topic = raw.topic();
      request.partition = raw.partition();
      request.offset = raw.offset();
      request.arrival = raw.arrival();
      return ParsedLine.of(request);
    } catch (IOException | DateTimeException | ArithmeticException e) {
      return ParsedLine.of(
          Rejected.of(raw, "parse", REASON, "the line is no line of requests.jsonl", null));
    }
  }

  private static AccessRequest request(JsonNode json) {
    AccessRequest request = new AccessRequest();
    texts(json, request);
    request.origin = origin(json.at("/event/id").asText());
    request.late = json.at("/sluice/late").asBoolean();
    request.future = json.at("/sluice/future").asBoolean();
    JsonNode status = json.at("/http/response/status_code");
    request.status = status.canConvertToInt() ? status.intValue() : request.status;
    request.bodyBytes = number(json.at("/http/response/body/bytes"), 1);
    request.durationMicros = number(json.at("/event/duration"), 1000);
    IpAddress address = new IpAddress();
    if (address.parse(json.at("/source/ip").asText())) {
      request.addressHigh = address.high();
      request.addressLow = address.low();
    }
    request.place = place(json.path("source"));
    request.agent = agent(json.path("user_agent"));
    return request;
  }

  private static void texts(JsonNode json, AccessRequest request) {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    TEXTS.forEach(
        (field, path) -> {
          JsonNode text = json.at(path);
          if (text.isTextual()) {
            int start = buffer.size();
            buffer.writeBytes(text.textValue().getBytes(StandardCharsets.UTF_8));
            request.set(field, start, buffer.size());
          }
        });
    request.buffer = buffer.toByteArray();
  }

  private static RecordOrigin origin(String eventId) {
    Matcher parts = EVENT_ID.matcher(eventId);
    return parts.matches()
        ? new RecordOrigin(
            parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)), 0)
        : null;
  }

  private static long number(JsonNode node, long divisor) {
    return node.canConvertToLong() ? node.longValue() / divisor : AccessRequest.MISSING;
  }

  private static Place place(JsonNode source) {
    JsonNode geo = source.path("geo");
    return new Place(
        geo.isMissingNode() ? Place.Status.MISS : Place.Status.FOUND,
        text(geo.path("country_iso_code")),
        text(geo.path("region_iso_code")),
        text(geo.path("city_name")),
        geo.at("/location/lat").asDouble(Double.NaN),
        geo.at("/location/lon").asDouble(Double.NaN),
        source.at("/as/number").asLong(),
        text(source.at("/as/organization/name")));
  }

  private static Agent agent(JsonNode agent) {
    return new Agent(
        kind(agent.path("class").asText()),
        text(agent.path("name")),
        text(agent.path("version")),
        text(agent.at("/os/name")),
        text(agent.at("/os/version")),
        text(agent.at("/device/name")));
  }

  private static Agent.Kind kind(String label) {
    for (Agent.Kind kind : Agent.Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    return Agent.Kind.UNKNOWN;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  @Override
  public TypeInformation<ParsedLine> producedType() {
    return TypeInformation.of(ParsedLine.class);
  }
}
