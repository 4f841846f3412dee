package io.sluice.loganalytics.parse;

/** What came of a line; everything but REQUEST names the reason of the reject. Append-only. */
enum Outcome {
  REQUEST("", ""),
  EMPTY_LINE("empty-line", "nothing but blanks on the line"),
  UNRECOGNISED("unrecognised-format", "the line does not have the shape of format %s"),
  BAD_TIMESTAMP("bad-timestamp", "the line has the shape of format %s, but no time that exists"),
  LINE_TOO_LONG("line-too-long", "the line is longer than parse.max-line-bytes"),
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
