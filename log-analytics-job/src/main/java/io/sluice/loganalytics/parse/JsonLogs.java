package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.JsonFormat.Field;
import io.sluice.loganalytics.parse.LogVariable.Kind;
import java.util.ArrayList;
import java.util.List;

/** What the JSON access logs that are known by name say where. */
final class JsonLogs {
  static final String CADDY = "caddy";
  static final String TRAEFIK = "traefik";
  static final String NGINX = "nginx-json";

  private JsonLogs() {}

  /**
   * Caddy's {@code http.log.access} (v2). Of headers sent twice the last counts: it is the one that
   * the nearest proxy wrote.
   */
  static List<Field> caddy() {
    return List.of(
        number("/ts", Kind.ANY_TIME, 0),
        // client_ip is what Caddy's own trusted_proxies made of it.
        text("/request/client_ip", FieldIndex.REMOTE_ADDRESS, 0),
        text("/request/remote_ip", FieldIndex.REMOTE_ADDRESS, 1),
        text("/request/remote_addr", FieldIndex.REMOTE_ADDRESS, 2),
        text("/request/headers/X-Forwarded-For/-", FieldIndex.FORWARDED_FOR, 0),
        text("/user_id", FieldIndex.USER, 0),
        text("/request/method", FieldIndex.METHOD, 0),
        text("/request/uri", FieldIndex.TARGET, 1),
        text("/request/proto", FieldIndex.PROTOCOL, 0),
        text("/request/host", FieldIndex.HOST, 0),
        text("/request/headers/Referer/-", FieldIndex.REFERRER, 0),
        text("/request/headers/User-Agent/-", FieldIndex.USER_AGENT, 0),
        text("/request/headers/X-Request-Id/-", FieldIndex.REQUEST_ID, 0),
        text("/resp_headers/X-Request-Id/-", FieldIndex.REQUEST_ID, 1),
        number("/status", Kind.STATUS, 0),
        number("/size", Kind.BYTES, 0),
        number("/duration", Kind.ANY_DURATION, 0));
  }

  /** Traefik's JSON access log (v2 and v3); durations are nanoseconds. */
  static List<Field> traefik() {
    return List.of(
        number("/StartUTC", Kind.ANY_TIME, 0),
        number("/StartLocal", Kind.ANY_TIME, 1),
        number("/time", Kind.ANY_TIME, 2),
        text("/ClientHost", FieldIndex.REMOTE_ADDRESS, 0),
        text("/ClientAddr", FieldIndex.REMOTE_ADDRESS, 1),
        text("/request_X-Forwarded-For", FieldIndex.FORWARDED_FOR, 0),
        text("/ClientUsername", FieldIndex.USER, 0),
        text("/RequestMethod", FieldIndex.METHOD, 0),
        text("/RequestPath", FieldIndex.TARGET, 1),
        text("/RequestProtocol", FieldIndex.PROTOCOL, 0),
        text("/RequestHost", FieldIndex.HOST, 0),
        text("/RequestAddr", FieldIndex.HOST, 1),
        text("/request_Referer", FieldIndex.REFERRER, 0),
        text("/request_User-Agent", FieldIndex.USER_AGENT, 0),
        text("/request_X-Request-Id", FieldIndex.REQUEST_ID, 0),
        number("/DownstreamStatus", Kind.STATUS, 0),
        number("/OriginStatus", Kind.STATUS, 1),
        number("/DownstreamContentSize", Kind.BYTES, 0),
        number("/OriginContentSize", Kind.BYTES, 1),
        number("/Duration", Kind.NANOS, 0));
  }

  /**
   * An nginx {@code escape=json} log whose members are named like the variables in them, and those
   * that the mapping names.
   *
   * @param mapping {@code name=variable} or {@code /json/pointer=variable}
   * @throws IllegalArgumentException for an entry that is no mapping
   */
  static List<Field> nginx(List<String> mapping) {
    List<Field> fields = new ArrayList<>();
    for (String name : LogVariable.names()) {
      fields.add(new Field("/" + name, loosely(LogVariable.named(name))));
    }
    mapping.forEach(entry -> fields.add(mapped(entry)));
    return fields;
  }

  private static Field mapped(String entry) {
    int equals = entry.indexOf('=');
    String name = equals < 1 ? "" : entry.substring(0, equals).strip();
    String variable = entry.substring(equals + 1).strip().replaceFirst("^\\$", "");
    if (name.isEmpty() || !LogVariable.names().contains(variable)) {
      throw new IllegalArgumentException(
          "\""
              + entry
              + "\" is no name=variable with an nginx variable such as remote_addr, request_uri,"
              + " status or time_iso8601");
    }
    // Given by hand, it comes before what a name merely suggests.
    LogVariable meant = loosely(LogVariable.named(variable));
    LogVariable first = new LogVariable(meant.kind(), meant.field(), meant.rank() - 100);
    return new Field(name.startsWith("/") ? name : "/" + name.replace("/", "~1"), first);
  }

  /** JSON writers are free in how they spell a time. */
  private static LogVariable loosely(LogVariable variable) {
    return variable.isTimestamp() ? LogVariable.number(Kind.ANY_TIME, variable.rank()) : variable;
  }

  private static Field text(String pointer, int field, int rank) {
    return new Field(pointer, LogVariable.text(field, rank));
  }

  private static Field number(String pointer, Kind kind, int rank) {
    return new Field(pointer, LogVariable.number(kind, rank));
  }
}
