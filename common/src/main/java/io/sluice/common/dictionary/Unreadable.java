package io.sluice.common.dictionary;

/** Why a record gives no reading. Append-only: the reasons stand in dead letters and metrics. */
public enum Unreadable {
  EMPTY("empty-record", "there is nothing in the record"),
  NOT_AN_OBJECT("not-an-object", "the record is neither a JSON object nor a line of a known CSV"),
  TRUNCATED("truncated-json", "the JSON ends before its object does"),
  MALFORMED("malformed-json", "the JSON is not well-formed"),
  TOO_DEEP("nested-too-deep", "the JSON is nested too deep"),
  TOO_LONG("value-too-long", "a name or number in the JSON is too long"),
  MALFORMED_CSV(
      "malformed-csv", "the line has another number of cells than its header, or a quote"),
  UNRECOGNISED("unrecognised-structure", "no structure of the source recognises the record"),
  MISSING_FIELD("missing-field", "%s is required, and missing or not of its type"),
  BAD_TIMESTAMP("bad-timestamp", "the record has no time that exists"),
  OUT_OF_RANGE("out-of-range", "%s is out of its range"),
  UNKNOWN_SIGNAL("unknown-signal", "the signal %s is not in the dictionary");

  private final String reason;
  private final String message;

  Unreadable(String reason, String message) {
    this.reason = reason;
    this.message = message;
  }

  /** The stable name, in kebab-case. */
  public String reason() {
    return reason;
  }

  String message(String what) {
    return String.format(message, what);
  }
}
