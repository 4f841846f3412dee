package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.CombinedFormat.Prefix;
import io.sluice.loganalytics.parse.CombinedFormat.Shape;
import java.util.List;

/** The formats by the names that settings use. */
final class LineFormats {
  static final String AUTO = "auto";

  private static final List<String> NAMES =
      List.of(
          AUTO,
          "combined",
          "common",
          "vhost-combined",
          "vhost-common",
          "gunicorn",
          "nginx-main",
          "nginx-main-timed");

  private LineFormats() {}

  static List<String> names() {
    return NAMES;
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the setting. */
  static void check(String format) {
    of(format, new RequestCompletion(new ClientAddress(TrustedProxies.of(List.of()))));
  }

  static LineFormat of(String format, RequestCompletion completion) {
    return format.indexOf('$') < 0
        ? named(format, completion)
        : new NginxLogFormat("log_format", FormatString.parse(format), completion);
  }

  private static LineFormat named(String format, RequestCompletion completion) {
    return switch (format) {
      case AUTO -> new CombinedFormat(format, Prefix.EITHER, completion, Shape.values());
      case "combined", "gunicorn" ->
          new CombinedFormat(format, Prefix.NONE, completion, Shape.COMBINED);
      case "common" -> new CombinedFormat(format, Prefix.NONE, completion, Shape.COMMON);
      case "vhost-combined" -> new CombinedFormat(format, Prefix.VHOST, completion, Shape.COMBINED);
      case "vhost-common" -> new CombinedFormat(format, Prefix.VHOST, completion, Shape.COMMON);
      case "nginx-main" -> new CombinedFormat(format, Prefix.NONE, completion, Shape.FORWARDED);
      case "nginx-main-timed" -> new CombinedFormat(format, Prefix.NONE, completion, Shape.TIMED);
      default ->
          throw new IllegalArgumentException(
              "\""
                  + format
                  + "\" is neither one of "
                  + String.join(", ", NAMES)
                  + " nor an nginx log_format with $variables");
    };
  }
}
