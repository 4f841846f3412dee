package io.sluice.loganalytics.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An nginx {@code log_format} taken apart into variables and the literals around them. Accepts the
 * bare string as well as the whole directive as it stands in nginx.conf, {@code log_format NAME
 * [escape=default|json|none] 'string' …;}.
 *
 * @param opening the literal before the first variable
 * @param steps the variables, each with the literal behind it
 * @param escapes whether the writer escapes quotes and backslashes
 */
record FormatString(byte[] opening, List<Step> steps, boolean escapes) {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "\\s*log_format\\s+\\S+\\s+(?:escape=(\\w+)\\s+)?(.*?);?\\s*", Pattern.DOTALL);
  private static final Pattern QUOTED =
      Pattern.compile("\\G\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  /** A variable and the literal that ends it; the last one's may be empty. */
  record Step(String name, byte[] literal) {}

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
    List<Step> steps = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(text);
    byte[] opening = null;
    String name = null;
    int at = 0;
    while (variable.find()) {
      byte[] literal = literal(text, at, variable.start());
      String next = variable.group(1) == null ? variable.group(2) : variable.group(1);
      if (name == null) {
        opening = literal;
      } else {
        requireLiteral(literal, name, next);
        steps.add(new Step(name, literal));
      }
      name = next;
      at = variable.end();
    }
    byte[] closing = literal(text, at, text.length());
    if (name != null) {
      steps.add(new Step(name, closing));
    }
    return checked(new FormatString(opening, List.copyOf(steps), escapes));
  }

  private static byte[] literal(String text, int from, int to) {
    String literal = text.substring(from, to);
    int dollar = literal.indexOf('$');
    if (dollar >= 0) {
      String rest = text.substring(from + dollar);
      throw new IllegalArgumentException(
          rest.startsWith("${")
              ? "${ is unterminated at: " + rest
              : "a $ without the name of a variable at: " + rest);
    }
    return literal.getBytes(StandardCharsets.UTF_8);
  }

  private static void requireLiteral(byte[] literal, String name, String next) {
    if (literal.length == 0) {
      throw new IllegalArgumentException(
          "nothing stands between $" + name + " and $" + next + " to tell where one ends");
    }
  }

  private static FormatString checked(FormatString format) {
    List<LogVariable> variables =
        format.steps.stream().map(step -> LogVariable.named(step.name())).toList();
    if (variables.stream().noneMatch(LogVariable::isTimestamp)) {
      throw new IllegalArgumentException(
          "the log format has no time; add $time_local, $time_iso8601 or $msec");
    }
    if (variables.stream().noneMatch(LogVariable::namesRequest)) {
      throw new IllegalArgumentException(
          "the log format has no request; add $request, $request_uri or $uri");
    }
    return format;
  }
}
