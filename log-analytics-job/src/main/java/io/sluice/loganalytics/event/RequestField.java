package io.sluice.loganalytics.event;

/** The textual fields of a request, each a slice of its buffer. Append-only. */
public enum RequestField {
  /** The peer of the connection as logged, maybe a proxy. */
  REMOTE_ADDRESS,
  /** The X-Forwarded-For list as logged. */
  FORWARDED_FOR,
  /** The client found by walking that list; what source.ip says. */
  CLIENT_ADDRESS,
  USER,
  METHOD,
  /** The request target as sent: path and query. */
  TARGET,
  PATH,
  /** Without the question mark. */
  QUERY,
  /** Such as HTTP/1.1. */
  PROTOCOL,
  REFERRER,
  USER_AGENT,
  /** The virtual host, without port. */
  HOST,
  REQUEST_ID,
  /** The machine that wrote the log, as the envelope around the line has it. */
  HOST_NAME,
  /** The file the line was read from, likewise. */
  LOG_FILE
}
