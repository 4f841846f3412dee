package io.sluice.loganalytics.parse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an nginx {@code log_format}: the bare string as well as the whole directive as it stands in
 * nginx.conf, {@code log_format NAME [escape=default|json|none] 'string' …;}.
 */
final class NginxLogFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s*log_format\\s+\\S+\\s+(?:escape=(\\w+)\\s+)?(.*?);?\\s*", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("\\G\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private NginxLogFormat() {}

  /** Throws IllegalArgumentException that says in one line what is wrong with the string. */
  static FormatString parse(String text) {
    Matcher directive = DIRECTIVE.matcher(text);
    if (!directive.matches()) {
      return split(text, true);
    }
    String escape = directive.group(1);
    if (escape != null && !List.of("default", "json", "none").contains(escape)) {
      throw new IllegalArgumentException(
          "escape=" + escape + " is unknown to nginx: it is default, json or none");
    }
    return split(concatenated(directive.group(2)), !"none".equals(escape));
  }

  private static String concatenated(String strings) {
    StringBuilder format = new StringBuilder();
    Matcher quoted = QUOTED.matcher(strings);
    int at = 0;
    while (quoted.find()) {
      String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
      format.append(text.replaceAll("\\\\(['\"\\\\])", "$1"));
      at = quoted.end();
    }
    if (!strings.substring(at).isBlank()) {
      throw new IllegalArgumentException(
          "the quoted string is unterminated at: " + strings.substring(at).strip());
    }
    return format.toString();
  }

  private static FormatString split(String text, boolean escapes) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the log format is empty");
    }
    FormatString.Builder format = new FormatString.Builder();
    Matcher variable = VARIABLE.matcher(text);
    int at = 0;
    while (variable.find()) {
      format.literal(literal(text, at, variable.start()));
      String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
      LogVariable meant = LogVariable.named(name);
      int width = meant.kind() == LogVariable.Kind.TIME_LOCAL ? TimeLocal.LENGTH : 0;
      format.variable("$" + name, meant, width, isList(name));
      at = variable.end();
    }
    return format
        .literal(literal(text, at, text.length()))
        .build(escapes, "$time_local, $time_iso8601 or $msec", "$request, $request_uri or $uri");
  }

  private static boolean isList(String name) {
    return name.startsWith("upstream_") || name.endsWith("_x_forwarded_for");
  }

  private static String literal(String text, int from, int to) {
    String literal = text.substring(from, to);
    int dollar = literal.indexOf('$');
    if (dollar >= 0) {
      String rest = text.substring(from + dollar);
      throw new IllegalArgumentException(
          rest.startsWith("${")
              ? "${ is unterminated at: " + rest
              : "a $ without the name of a variable at: " + rest);
    }
    return literal;
  }
}
