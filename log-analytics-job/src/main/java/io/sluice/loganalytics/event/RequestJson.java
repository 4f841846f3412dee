package io.sluice.loganalytics.event;

import static io.sluice.loganalytics.event.JsonBuffer.name;

import io.sluice.common.geo.Place;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes a request as one JSON object with ECS names, the line of {@code requests.jsonl} and the
 * value of {@code access-clean}. What is missing is absent, not null; numbers are numbers; text
 * that is not UTF-8 comes with U+FFFD in its place. Beyond ECS: {@code user_agent.class}, and
 * {@code sluice.late} and {@code sluice.future}, present only where they are true.
 *
 * <p>Jackson is its reference; the fuzz test holds the two together. For one thread.
 */
public final class RequestJson {
  private static final byte[] TIMESTAMP = name("@timestamp");
  private static final byte[] EVENT = name("event");
  private static final byte[] ID = name("id");
  private static final byte[] OUTCOME = name("outcome");
  private static final byte[] DURATION = name("duration");
  private static final byte[] SLUICE = name("sluice");
  private static final byte[] LATE = name("late");
  private static final byte[] FUTURE = name("future");
  private static final byte[] SOURCE = name("source");
  private static final byte[] ADDRESS = name("address");
  private static final byte[] IP = name("ip");
  private static final byte[] GEO = name("geo");
  private static final byte[] COUNTRY = name("country_iso_code");
  private static final byte[] REGION = name("region_iso_code");
  private static final byte[] CITY = name("city_name");
  private static final byte[] LOCATION = name("location");
  private static final byte[] LAT = name("lat");
  private static final byte[] LON = name("lon");
  private static final byte[] AS = name("as");
  private static final byte[] NUMBER = name("number");
  private static final byte[] ORGANIZATION = name("organization");
  private static final byte[] NAME = name("name");
  private static final byte[] HTTP = name("http");
  private static final byte[] VERSION = name("version");
  private static final byte[] REQUEST = name("request");
  private static final byte[] METHOD = name("method");
  private static final byte[] REFERRER = name("referrer");
  private static final byte[] RESPONSE = name("response");
  private static final byte[] STATUS_CODE = name("status_code");
  private static final byte[] BODY = name("body");
  private static final byte[] BYTES = name("bytes");
  private static final byte[] URL = name("url");
  private static final byte[] DOMAIN = name("domain");
  private static final byte[] PATH = name("path");
  private static final byte[] QUERY = name("query");
  private static final byte[] ORIGINAL = name("original");
  private static final byte[] USER_AGENT = name("user_agent");
  private static final byte[] CLASS = name("class");
  private static final byte[] OS = name("os");
  private static final byte[] DEVICE = name("device");
  private static final byte[] USER = name("user");
  private static final byte[] LABELS = name("labels");

  private static final byte[] HTTP_SLASH = "HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int FIRST_ERROR_STATUS = 400;

  private final Privacy privacy;
  private final JsonBuffer json = new JsonBuffer();
  private long day = Long.MIN_VALUE;
  private String dayText = "";

  public RequestJson(Privacy privacy) {
    this.privacy = privacy;
  }

  /** The object's bytes, without a line end. */
  public byte[] toBytes(AccessRequest request) {
    json.clear();
    json.open();
    timestamp(request.timestamp);
    event(request);
    flags(request);
    source(request);
    http(request);
    url(request);
    userAgent(request);
    user(request);
    labels(request);
    json.close();
    return json.toBytes();
  }

  private void timestamp(long millis) {
    long epochDay = Math.floorDiv(millis, MILLIS_PER_DAY);
    if (epochDay != day) {
      day = epochDay;
      dayText = LocalDate.ofEpochDay(epochDay).toString() + 'T';
    }
    long ofDay = Math.floorMod(millis, MILLIS_PER_DAY);
    json.beginText(TIMESTAMP);
    json.raw(dayText);
    json.digits(ofDay / 3_600_000, 2);
    json.raw(":");
    json.digits(ofDay / 60_000 % 60, 2);
    json.raw(":");
    json.digits(ofDay / 1000 % 60, 2);
    json.raw(".");
    json.digits(ofDay % 1000, 3);
    json.raw("Z");
    json.endText();
  }

  private void event(AccessRequest request) {
    int mark = json.open(EVENT);
    json.text(ID, request.eventId());
    json.ascii(OUTCOME, outcome(request.status));
    if (request.durationMicros != AccessRequest.MISSING) {
      json.number(DURATION, request.durationMicros * 1000);
    }
    json.close(mark);
  }

  /** A connection that ended before a response (status 000) is a failure. */
  private static String outcome(int status) {
    if (status == AccessRequest.MISSING) {
      return "\"unknown\"";
    }
    return status > 0 && status < FIRST_ERROR_STATUS ? "\"success\"" : "\"failure\"";
  }

  private void flags(AccessRequest request) {
    int mark = json.open(SLUICE);
    if (request.late) {
      json.bool(LATE, true);
    }
    if (request.future) {
      json.bool(FUTURE, true);
    }
    json.close(mark);
  }

  private void source(AccessRequest request) {
    int mark = json.open(SOURCE);
    address(request);
    if (request.place != null) {
      geo(request.place);
      network(request.place);
    }
    json.close(mark);
  }

  private void address(AccessRequest request) {
    boolean readable = privacy.showsNumberOf(request);
    if (privacy.keepsAddressText(request)) {
      field(ADDRESS, request, RequestField.CLIENT_ADDRESS);
    } else if (readable) {
      ip(ADDRESS, request);
    }
    if (readable) {
      ip(IP, request);
    }
  }

  private void ip(byte[] name, AccessRequest request) {
    json.beginText(name);
    json.address(privacy.highOf(request), privacy.lowOf(request));
    json.endText();
  }

  private void geo(Place place) {
    int mark = json.open(GEO);
    json.text(COUNTRY, place.countryIsoCode());
    json.text(REGION, place.regionIsoCode());
    json.text(CITY, place.cityName());
    if (Double.isFinite(place.latitude()) && Double.isFinite(place.longitude())) {
      int location = json.open(LOCATION);
      json.number(LAT, place.latitude());
      json.number(LON, place.longitude());
      json.close(location);
    }
    json.close(mark);
  }

  private void network(Place place) {
    int mark = json.open(AS);
    if (place.asNumber() != 0) {
      json.number(NUMBER, place.asNumber());
    }
    int organization = json.open(ORGANIZATION);
    json.text(NAME, place.asOrganization());
    json.close(organization);
    json.close(mark);
  }

  private void http(AccessRequest request) {
    int mark = json.open(HTTP);
    version(request);
    int sent = json.open(REQUEST);
    field(METHOD, request, RequestField.METHOD);
    field(REFERRER, request, RequestField.REFERRER);
    field(ID, request, RequestField.REQUEST_ID);
    json.close(sent);
    int response = json.open(RESPONSE);
    if (request.status != AccessRequest.MISSING) {
      json.number(STATUS_CODE, request.status);
    }
    int body = json.open(BODY);
    if (request.bodyBytes != AccessRequest.MISSING) {
      json.number(BYTES, request.bodyBytes);
    }
    json.close(body);
    json.close(response);
    json.close(mark);
  }

  /** 1.1 of HTTP/1.1; a protocol of another name as it was sent. */
  private void version(AccessRequest request) {
    if (!request.has(RequestField.PROTOCOL)) {
      return;
    }
    int from = request.from[RequestField.PROTOCOL.ordinal()];
    int to = request.to[RequestField.PROTOCOL.ordinal()];
    boolean http = to - from > HTTP_SLASH.length;
    for (int at = 0; http && at < HTTP_SLASH.length; at++) {
      http = request.buffer[from + at] == HTTP_SLASH[at];
    }
    json.text(VERSION, request.buffer, http ? from + HTTP_SLASH.length : from, to);
  }

  private void url(AccessRequest request) {
    int mark = json.open(URL);
    field(DOMAIN, request, RequestField.HOST);
    field(PATH, request, RequestField.PATH);
    field(QUERY, request, RequestField.QUERY);
    field(ORIGINAL, request, RequestField.TARGET);
    json.close(mark);
  }

  private void userAgent(AccessRequest request) {
    int mark = json.open(USER_AGENT);
    field(ORIGINAL, request, RequestField.USER_AGENT);
    if (request.agent != null) {
      agent(request.agent);
    }
    json.close(mark);
  }

  private void agent(Agent agent) {
    if (agent.kind() != Agent.Kind.UNKNOWN) {
      json.text(CLASS, agent.kind().label());
    }
    json.text(NAME, agent.name());
    json.text(VERSION, agent.version());
    int os = json.open(OS);
    json.text(NAME, agent.osName());
    json.text(VERSION, agent.osVersion());
    json.close(os);
    int device = json.open(DEVICE);
    json.text(NAME, agent.deviceName());
    json.close(device);
  }

  private void user(AccessRequest request) {
    int mark = json.open(USER);
    json.text(NAME, privacy.userOf(request));
    json.close(mark);
  }

  private void labels(AccessRequest request) {
    if (request.labels != null) {
      int mark = json.open(LABELS);
      request.labels.forEach((label, value) -> json.text(name(label), value));
      json.close(mark);
    }
  }

  private void field(byte[] name, AccessRequest request, RequestField field) {
    if (request.has(field)) {
      int index = field.ordinal();
      json.text(name, request.buffer, request.from[index], request.to[index]);
    }
  }
}
