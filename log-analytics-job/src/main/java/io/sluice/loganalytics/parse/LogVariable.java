package io.sluice.loganalytics.parse;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a field of a log says about a request: a variable of nginx's {@code log_format}, a directive
 * of Apache's, a column or a member of a JSON object.
 *
 * @param kind how its value is read
 * @param field index of the text field it fills, for texts
 * @param rank where several variables say the same: the least one that has a value is taken
 */
record LogVariable(Kind kind, int field, int rank) {
  /** How a value is read. */
  enum Kind {
    IGNORED,
    TEXT,
    /** The whole request line. */
    REQUEST,
    /** With its question mark, or empty. */
    QUERY,
    STATUS,
    BYTES,
    SECONDS,
    MILLIS,
    MICROS,
    NANOS,
    /** Seconds, or with units as Go writes them. */
    ANY_DURATION,
    /** W3C's time-taken. */
    TIME_TAKEN,
    /** Seconds of every upstream asked, {@code 0.010, 0.020 : 0.003}. */
    UPSTREAM_SECONDS,
    TIME_LOCAL,
    TIME_ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    EPOCH_MICROS,
    /** Since the epoch in any unit, ISO 8601, or that of common logs. */
    ANY_TIME,
    YEAR,
    YEAR_OF_CENTURY,
    MONTH,
    MONTH_NAME,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLI,
    MICRO,
    ZONE,
    DATE,
    TIME_OF_DAY
  }

  private static final Set<Kind> TIMES =
      EnumSet.of(
          Kind.TIME_LOCAL,
          Kind.TIME_ISO,
          Kind.EPOCH_SECONDS,
          Kind.EPOCH_MILLIS,
          Kind.EPOCH_MICROS,
          Kind.ANY_TIME,
          Kind.HOUR,
          Kind.TIME_OF_DAY);

  /** Says nothing here. */
  static final LogVariable UNKNOWN = new LogVariable(Kind.IGNORED, -1, 0);

  private static final Map<String, LogVariable> KNOWN =
      Map.ofEntries(
          Map.entry("remote_addr", text(FieldIndex.REMOTE_ADDRESS, 0)),
          Map.entry("realip_remote_addr", text(FieldIndex.REMOTE_ADDRESS, 1)),
          Map.entry("remote_user", text(FieldIndex.USER, 0)),
          Map.entry("http_x_forwarded_for", text(FieldIndex.FORWARDED_FOR, 0)),
          Map.entry("proxy_add_x_forwarded_for", text(FieldIndex.FORWARDED_FOR, 1)),
          Map.entry("request", new LogVariable(Kind.REQUEST, FieldIndex.TARGET, 0)),
          Map.entry("request_uri", text(FieldIndex.TARGET, 1)),
          Map.entry("request_method", text(FieldIndex.METHOD, 0)),
          Map.entry("uri", text(FieldIndex.PATH, 0)),
          Map.entry("document_uri", text(FieldIndex.PATH, 1)),
          Map.entry("args", text(FieldIndex.QUERY, 0)),
          Map.entry("query_string", text(FieldIndex.QUERY, 1)),
          Map.entry("server_protocol", text(FieldIndex.PROTOCOL, 0)),
          Map.entry("http_referer", text(FieldIndex.REFERRER, 0)),
          Map.entry("http_user_agent", text(FieldIndex.USER_AGENT, 0)),
          Map.entry("host", text(FieldIndex.HOST, 0)),
          Map.entry("http_host", text(FieldIndex.HOST, 1)),
          Map.entry("server_name", text(FieldIndex.HOST, 2)),
          Map.entry("request_id", text(FieldIndex.REQUEST_ID, 0)),
          Map.entry("req_id", text(FieldIndex.REQUEST_ID, 1)),
          Map.entry("http_x_request_id", text(FieldIndex.REQUEST_ID, 2)),
          Map.entry("status", number(Kind.STATUS, 0)),
          Map.entry("body_bytes_sent", number(Kind.BYTES, 0)),
          // With the headers: more than the body, but better than nothing.
          Map.entry("bytes_sent", number(Kind.BYTES, 1)),
          Map.entry("request_time", number(Kind.SECONDS, 0)),
          Map.entry("upstream_response_time", number(Kind.UPSTREAM_SECONDS, 1)),
          Map.entry("msec", number(Kind.EPOCH_SECONDS, 0)),
          Map.entry("time_iso8601", number(Kind.TIME_ISO, 1)),
          Map.entry("time_local", number(Kind.TIME_LOCAL, 2)));

  /** The names of nginx's variables that say something. */
  static Set<String> names() {
    return KNOWN.keySet();
  }

  /**
   * The variable of nginx of that name (without the dollar); one that says nothing here is IGNORED.
   */
  static LogVariable named(String name) {
    return KNOWN.getOrDefault(name, UNKNOWN);
  }

  boolean isTimestamp() {
    return TIMES.contains(kind);
  }

  boolean namesRequest() {
    return field == FieldIndex.TARGET || field == FieldIndex.PATH;
  }

  static LogVariable text(int field, int rank) {
    return new LogVariable(Kind.TEXT, field, rank);
  }

  static LogVariable number(Kind kind, int rank) {
    return new LogVariable(kind, -1, rank);
  }
}
