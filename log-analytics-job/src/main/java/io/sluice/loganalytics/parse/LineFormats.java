package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.CombinedFormat.Prefix;
import io.sluice.loganalytics.parse.CombinedFormat.Shape;
import java.util.ArrayList;
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
          "nginx-main-timed",
          JsonLogs.CADDY,
          JsonLogs.TRAEFIK,
          JsonLogs.NGINX,
          W3cFormat.NAME);

  private final RequestCompletion completion;
  private final JsonDocument document;
  private final List<String> jsonFields;
  private final W3cHeaders headers;

  /**
   * @param document where JSON lines are read, shared with the envelope
   * @param jsonFields the mapping of {@code nginx-json}
   */
  LineFormats(
      RequestCompletion completion,
      JsonDocument document,
      List<String> jsonFields,
      W3cHeaders headers) {
    this.completion = completion;
    this.document = document;
    this.jsonFields = jsonFields;
    this.headers = headers;
  }

  static List<String> names() {
    return NAMES;
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the setting. */
  LineFormat of(List<String> formats) {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("no format; give auto or one of " + listed());
    }
    if (formats.size() == 1) {
      return of(formats.get(0), "log_format");
    }
    List<LineFormat> each = new ArrayList<>();
    for (String format : formats) {
      each.add(of(format, "log_format-" + (each.size() + 1)));
    }
    return new FormatList(each);
  }

  /**
   * @param label what messages and metrics call it if it is a string of the user's own
   */
  private LineFormat of(String format, String label) {
    return FormatString.isOne(format)
        ? new PatternFormat(label, FormatString.parse(format), completion)
        : named(format);
  }

  private LineFormat named(String format) {
    return switch (format) {
      case AUTO -> auto();
      case "combined", "gunicorn" -> common(format, Prefix.NONE, Shape.COMBINED);
      case "common" -> common(format, Prefix.NONE, Shape.COMMON);
      case "vhost-combined" -> common(format, Prefix.VHOST, Shape.COMBINED);
      case "vhost-common" -> common(format, Prefix.VHOST, Shape.COMMON);
      case "nginx-main" -> common(format, Prefix.NONE, Shape.FORWARDED);
      case "nginx-main-timed" -> common(format, Prefix.NONE, Shape.TIMED);
      case JsonLogs.CADDY -> json(format, JsonLogs.caddy());
      case JsonLogs.TRAEFIK -> json(format, JsonLogs.traefik());
      case JsonLogs.NGINX -> json(format, JsonLogs.nginx(jsonFields));
      case W3cFormat.NAME -> new W3cFormat(headers, completion);
      default ->
          throw new IllegalArgumentException(
              "\""
                  + format
                  + "\" is neither one of "
                  + listed()
                  + " nor an nginx log_format with $variables or an Apache LogFormat with"
                  + " %directives");
    };
  }

  private LineFormat auto() {
    return new AutoFormat(
        common(AUTO, Prefix.EITHER, Shape.values()),
        List.of(named(JsonLogs.CADDY), named(JsonLogs.TRAEFIK), named(JsonLogs.NGINX)),
        named(W3cFormat.NAME));
  }

  private CombinedFormat common(String name, Prefix prefix, Shape... shapes) {
    return new CombinedFormat(name, prefix, completion, shapes);
  }

  private LineFormat json(String name, List<JsonFormat.Field> fields) {
    return new JsonFormat(name, fields, document, completion);
  }

  private static String listed() {
    return String.join(", ", NAMES);
  }
}
