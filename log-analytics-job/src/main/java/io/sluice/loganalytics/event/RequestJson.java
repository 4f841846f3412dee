package io.sluice.loganalytics.event;

import io.sluice.common.geo.Place;
import java.nio.charset.StandardCharsets;

/**
 * Writes a request as one JSON object with ECS names, the line of {@code requests.jsonl} and the
 * value of {@code access-clean}. What is missing is absent, not null; numbers are numbers; text
 * that is not UTF-8 comes with U+FFFD in its place. Beyond ECS: {@code user_agent.class}, {@code
 * customer.name} and {@code customer.tier}, and {@code sluice.late} and {@code sluice.future},
 * present only where they are true.
 *
 * <p>Jackson is its reference; the fuzz test holds the two together. For one thread.
 */
public final class RequestJson {
  private static final JsonName EVENT = JsonName.ofObject("event");
  private static final JsonName ID = JsonName.ofText("id");
  private static final JsonName OUTCOME = JsonName.ofText("outcome");
  private static final JsonName DURATION = JsonName.of("duration");
  private static final JsonName SLUICE = JsonName.ofObject("sluice");
  private static final JsonName LATE = JsonName.of("late");
  private static final JsonName FUTURE = JsonName.of("future");
  private static final JsonName SOURCE = JsonName.ofObject("source");
  private static final JsonName ADDRESS = JsonName.ofText("address");
  private static final JsonName IP = JsonName.ofText("ip");
  private static final JsonName GEO = JsonName.ofObject("geo");
  private static final JsonName COUNTRY = JsonName.ofText("country_iso_code");
  private static final JsonName REGION = JsonName.ofText("region_iso_code");
  private static final JsonName CITY = JsonName.ofText("city_name");
  private static final JsonName LOCATION = JsonName.ofObject("location");
  private static final JsonName LAT = JsonName.of("lat");
  private static final JsonName LON = JsonName.of("lon");
  private static final JsonName AS = JsonName.ofObject("as");
  private static final JsonName NUMBER = JsonName.of("number");
  private static final JsonName ORGANIZATION = JsonName.ofObject("organization");
  private static final JsonName NAME = JsonName.ofText("name");
  private static final JsonName HTTP = JsonName.ofObject("http");
  private static final JsonName VERSION = JsonName.ofText("version");
  private static final JsonName REQUEST = JsonName.ofObject("request");
  private static final JsonName METHOD = JsonName.ofText("method");
  private static final JsonName REFERRER = JsonName.ofText("referrer");
  private static final JsonName RESPONSE = JsonName.ofObject("response");
  private static final JsonName STATUS_CODE = JsonName.of("status_code");
  private static final JsonName BODY = JsonName.ofObject("body");
  private static final JsonName BYTES = JsonName.of("bytes");
  private static final JsonName URL = JsonName.ofObject("url");
  private static final JsonName DOMAIN = JsonName.ofText("domain");
  private static final JsonName PATH = JsonName.ofText("path");
  private static final JsonName QUERY = JsonName.ofText("query");
  private static final JsonName ORIGINAL = JsonName.ofText("original");
  private static final JsonName USER_AGENT = JsonName.ofObject("user_agent");
  private static final JsonName CLASS = JsonName.ofText("class");
  private static final JsonName OS = JsonName.ofObject("os");
  private static final JsonName DEVICE = JsonName.ofObject("device");
  private static final JsonName USER = JsonName.ofObject("user");
  private static final JsonName LABELS = JsonName.ofObject("labels");
  private static final JsonName CUSTOMER = JsonName.ofObject("customer");
  private static final JsonName TIER = JsonName.ofText("tier");
  private static final JsonName HOST = JsonName.ofObject("host");
  private static final JsonName LOG = JsonName.ofObject("log");
  private static final JsonName FILE = JsonName.ofObject("file");

  private static final byte[] SUCCESS = ascii("success");
  private static final byte[] FAILURE = ascii("failure");
  private static final byte[] UNKNOWN = ascii("unknown");
  private static final byte[] HTTP_SLASH = ascii("HTTP/");
  private static final int FIRST_ERROR_STATUS = 400;

  private final Privacy privacy;
  private final JsonBuffer json = new JsonBuffer();
  private final JsonTimestamp timestamp = new JsonTimestamp("@timestamp");
  private final EventIdBytes ids = new EventIdBytes();
  private final KeptMembers<Place> places = new KeptMembers<>(RequestJson::place);
  private final KeptMembers<Agent> agents = new KeptMembers<>(RequestJson::agent);

  public RequestJson(Privacy privacy) {
    this.privacy = privacy;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /** The object's bytes, without a line end. */
  public byte[] toBytes(AccessRequest request) {
    json.clear();
    json.open();
    timestamp.write(request.timestamp, json);
    event(request);
    flags(request);
    source(request);
    http(request);
    url(request);
    userAgent(request);
    user(request);
    customer(request);
    envelope(request);
    labels(request);
    json.close();
    return json.toBytes();
  }

  private void event(AccessRequest request) {
    int mark = json.open(EVENT);
    json.begin(ID);
    ids.write(request, json);
    json.endText();
    json.begin(OUTCOME);
    json.raw(outcome(request.status));
    json.endText();
    if (request.durationMicros != AccessRequest.MISSING) {
      json.number(DURATION, request.durationMicros * 1000);
    }
    json.close(mark);
  }

  /** A connection that ended before a response (status 000) is a failure. */
  private static byte[] outcome(int status) {
    if (status == AccessRequest.MISSING) {
      return UNKNOWN;
    }
    return status > 0 && status < FIRST_ERROR_STATUS ? SUCCESS : FAILURE;
  }

  private void flags(AccessRequest request) {
    if (!request.late && !request.future) {
      return;
    }
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
      json.raw(places.of(request.place));
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

  private void ip(JsonName name, AccessRequest request) {
    json.begin(name);
    json.address(privacy.highOf(request), privacy.lowOf(request));
    json.endText();
  }

  private static void place(Place place, JsonBuffer json) {
    geo(place, json);
    network(place, json);
  }

  private static void geo(Place place, JsonBuffer json) {
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

  private static void network(Place place, JsonBuffer json) {
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
      json.raw(agents.of(request.agent));
    }
    json.close(mark);
  }

  private static void agent(Agent agent, JsonBuffer json) {
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
    if (!request.has(RequestField.USER)) {
      return;
    }
    int mark = json.open(USER);
    json.text(NAME, privacy.userOf(request));
    json.close(mark);
  }

  private void customer(AccessRequest request) {
    if (request.customer == null) {
      return;
    }
    int mark = json.open(CUSTOMER);
    json.text(NAME, request.customer.name());
    json.text(TIER, request.customer.tier());
    json.close(mark);
  }

  /** What the envelope around the line says of where it comes from. */
  private void envelope(AccessRequest request) {
    int host = json.open(HOST);
    field(NAME, request, RequestField.HOST_NAME);
    json.close(host);
    int log = json.open(LOG);
    int file = json.open(FILE);
    field(PATH, request, RequestField.LOG_FILE);
    json.close(file);
    json.close(log);
  }

  private void labels(AccessRequest request) {
    if (request.labels != null) {
      int mark = json.open(LABELS);
      request.labels.forEach(json::label);
      json.close(mark);
    }
  }

  private void field(JsonName name, AccessRequest request, RequestField field) {
    if (request.has(field)) {
      int index = field.ordinal();
      json.text(name, request.buffer, request.from[index], request.to[index]);
    }
  }
}
