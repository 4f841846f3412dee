package io.sluice.loganalytics.event;

import static io.sluice.loganalytics.event.JsonBuffer.name;

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
  private static final byte[] USER = name("user");

  private static final byte[] HTTP_SLASH = "HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int FIRST_ERROR_STATUS = 400;

  private final Privacy privacy;
  private final JsonBuffer json = new JsonBuffer();
  private final EnrichmentJson enrichment = new EnrichmentJson();
  private long day = Long.MIN_VALUE;
  private String dayText = "";
  private String topic = "";
  private byte[] topicBytes = {};

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
    eventId(request);
    json.ascii(OUTCOME, outcome(request.status));
    if (request.durationMicros != AccessRequest.MISSING) {
      json.number(DURATION, request.durationMicros * 1000);
    }
    json.close(mark);
  }

  /** As {@link AccessRequest#eventId} has it, without the String. */
  private void eventId(AccessRequest request) {
    if (!request.topic.equals(topic)) {
      topic = request.topic;
      topicBytes = topic.getBytes(StandardCharsets.UTF_8);
    }
    json.beginText(ID);
    json.escaped(topicBytes, 0, topicBytes.length);
    json.raw("-");
    json.digits(request.partition);
    json.raw("-");
    json.digits(request.offset);
    json.endText();
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
      json.members(enrichment.placeMembers(request.place));
    }
    json.close(mark);
  }

  private void address(AccessRequest request) {
    boolean readable = privacy.showsNumberOf(request);
    if (privacy.keepsAddressText()) {
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
      json.members(enrichment.agentMembers(request.agent));
    }
    json.close(mark);
  }

  private void user(AccessRequest request) {
    int mark = json.open(USER);
    json.text(NAME, privacy.userOf(request));
    json.close(mark);
  }

  private void field(byte[] name, AccessRequest request, RequestField field) {
    if (request.has(field)) {
      int index = field.ordinal();
      json.text(name, request.buffer, request.from[index], request.to[index]);
    }
  }
}
