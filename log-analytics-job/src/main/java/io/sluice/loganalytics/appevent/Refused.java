package io.sluice.loganalytics.appevent;

/** Says why an event is refused: the reason in kebab-case, the message in one line. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 100;

  private final String reason;

  Refused(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  static Refused missing(String reason, String field, AppEventType type) {
    return new Refused(reason, "a " + type.label() + " needs a " + field);
  }

  String reason() {
    return reason;
  }

  static String quote(String text) {
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }
}
