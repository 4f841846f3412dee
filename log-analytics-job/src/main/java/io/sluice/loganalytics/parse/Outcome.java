package io.sluice.loganalytics.parse;

/**
 * What came of a line; everything but REQUEST and DIRECTIVE names the reason of the reject.
 * Append-only.
 */
enum Outcome {
  REQUEST("", ""),
  EMPTY_LINE("empty-line", "nothing but blanks on the line"),
  UNRECOGNISED("unrecognised-format", "the line does not have the shape of format %s"),
  BAD_TIMESTAMP("bad-timestamp", "the line has the shape of format %s, but no time that exists"),
  LINE_TOO_LONG("line-too-long", "the line is longer than parse.max-line-bytes"),
  /** A line that says how to read those behind it; nothing comes out for it. */
  DIRECTIVE("", ""),
  BAD_JSON("bad-json", "begins like a JSON object, but is cut short or malformed"),
  JSON_TOO_DEEP(
      "json-too-deep", "a JSON object nested deeper than " + JsonDocument.MOST_DEPTH + " levels"),
  NO_W3C_FIELDS(
      "no-w3c-fields",
      "begins like a line of a W3C log, but no #Fields line that names time and request came before"
          + " it in its file or partition; parse.w3c-fields can stand in"),
  NOT_ENVELOPED("not-enveloped", "the record is no envelope of the kind that parse.envelope names"),
  INCOMPLETE(
      "incomplete",
      "the data dictionary knows the structure, but a field that it requires is missing or wrong");

  private final String reason;
  private final String message;

  Outcome(String reason, String message) {
    this.reason = reason;
    this.message = message;
  }

  /** The stable name of the reason, as metrics and dead letters carry it. */
  String reason() {
    return reason;
  }

  String message(String format) {
    return String.format(message, format);
  }
}
