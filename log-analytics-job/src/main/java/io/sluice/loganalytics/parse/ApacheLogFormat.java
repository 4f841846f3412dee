package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.LogVariable.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an Apache {@code LogFormat} (mod_log_config of 2.4): the bare string as well as the whole
 * directive as it stands in httpd.conf, {@code LogFormat "string" nickname}; and gunicorn's {@code
 * access_log_format} with its {@code %(h)s}.
 *
 * <p>A directive that is not known here is refused by name, since nobody could tell where its value
 * ends or what it means. One that is known and says nothing about a request is passed over.
 */
final class ApacheLogFormat {
  private static final Pattern WHOLE =
      Pattern.compile("\\s*LogFormat\\s+\"((?:[^\"\\\\]|\\\\.)*)\"\\s*\\S*\\s*", Pattern.DOTALL);
  private static final Pattern GUNICORN = Pattern.compile("%\\((?:\\{([^}]*)})?([A-Za-z])\\)s");
  private static final Pattern APACHE =
      Pattern.compile("%(?:[<>]|!?\\d{3}(?:,\\d{3})*)*(?:\\{([^}]*)})?(\\^[A-Za-z]{2}|[A-Za-z%])");

  private final FormatString.Builder format = new FormatString.Builder();
  private final boolean gunicorn;
  private final String text;
  private int at;

  private ApacheLogFormat(String text) {
    this.text = text;
    this.gunicorn = text.contains("%(");
  }

  /** Whether the text is a whole directive of httpd.conf. */
  static boolean isDirective(String text) {
    return text.strip().startsWith("LogFormat ");
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the string. */
  static FormatString parse(String text) {
    String string = text;
    if (isDirective(text)) {
      Matcher whole = WHOLE.matcher(text);
      if (!whole.matches()) {
        throw new IllegalArgumentException(
            "LogFormat takes one string in quotes and a nickname, not: " + text.strip());
      }
      string = whole.group(1);
    }
    String unescaped = string.replace("\\\"", "\"").replace("\\t", "\t").replace("\\\\", "\\");
    return new ApacheLogFormat(unescaped).split();
  }

  private FormatString split() {
    Matcher directive = (gunicorn ? GUNICORN : APACHE).matcher(text);
    while (directive.find(at)) {
      literal(directive.start());
      at = directive.end();
      add(directive.group(), directive.group(1), directive.group(2));
      if (at == text.length()) {
        break;
      }
    }
    literal(text.length());
    return format.build(
        true, gunicorn ? "%(t)s" : "%t or %{sec}t", gunicorn ? "%(r)s or %(U)s" : "%r or %U");
  }

  private void literal(int end) {
    String literal = text.substring(at, end);
    int percent = literal.indexOf('%');
    if (percent >= 0) {
      throw new IllegalArgumentException(
          "a % without a directive at: " + text.substring(at + percent));
    }
    format.literal(literal);
  }

  private void add(String shown, String argument, String letter) {
    if (letter.equals("%")) {
      format.literal("%");
    } else if (letter.equals("t")) {
      time(shown, argument);
    } else if (letter.equals("U") && text.startsWith(gunicorn ? "%(q)s" : "%q", at)) {
      at += gunicorn ? 5 : 2;
      format.variable(shown + "%q", LogVariable.text(FieldIndex.TARGET, 1));
    } else {
      boolean list = "X-Forwarded-For".equalsIgnoreCase(argument);
      format.variable(shown, variable(shown, argument, letter), 0, list);
    }
  }

  private LogVariable variable(String shown, String argument, String letter) {
    return switch (letter) {
      case "h" -> LogVariable.text(FieldIndex.REMOTE_ADDRESS, 1);
      case "a" -> gunicorn ? LogVariable.text(FieldIndex.USER_AGENT, 0) : peer(shown, argument);
      case "u" -> LogVariable.text(FieldIndex.USER, 0);
      case "r" -> LogVariable.named("request");
      case "m" -> LogVariable.text(FieldIndex.METHOD, 0);
      case "U" -> LogVariable.text(FieldIndex.PATH, 0);
      case "q" -> LogVariable.number(Kind.QUERY, 0);
      case "H" -> LogVariable.text(FieldIndex.PROTOCOL, 0);
      case "s" -> LogVariable.number(Kind.STATUS, shown.indexOf('>') > 0 ? 0 : 1);
      case "b", "B" -> LogVariable.number(Kind.BYTES, 0);
      // With the headers: more than the body, but better than nothing.
      case "O" -> LogVariable.number(Kind.BYTES, 1);
      case "D" -> LogVariable.number(Kind.MICROS, 0);
      case "T" -> duration(shown, argument);
      case "V" -> LogVariable.text(FieldIndex.HOST, 1);
      case "v" -> LogVariable.text(FieldIndex.HOST, 2);
      case "i" -> header(argument);
      case "o" -> requestId(argument, "x-request-id");
      case "e" -> requestId(argument, "unique_id");
      case "l", "p", "P", "A", "C", "I", "S", "R", "X", "k", "n", "x", "c" -> LogVariable.UNKNOWN;
      case "^ti", "^to", "^FB", "^FU" -> LogVariable.UNKNOWN;
      default -> ambiguous(shown, letter);
    };
  }

  /** Letters that mean one thing to Apache and another to gunicorn. */
  private LogVariable ambiguous(String shown, String letter) {
    if (letter.equals("f")) {
      return gunicorn ? LogVariable.text(FieldIndex.REFERRER, 0) : LogVariable.UNKNOWN;
    }
    if (letter.equals("L")) {
      return gunicorn ? LogVariable.number(Kind.SECONDS, 0) : LogVariable.UNKNOWN;
    }
    if (letter.equals("M") && gunicorn) {
      return LogVariable.number(Kind.MILLIS, 1);
    }
    throw new IllegalArgumentException(
        shown
            + " is no directive that is known here; "
            + (gunicorn ? "see gunicorn's access_log_format" : "see Apache's mod_log_config"));
  }

  private static LogVariable peer(String shown, String argument) {
    if (argument != null && !argument.equals("c")) {
      throw new IllegalArgumentException(shown + " is unknown to Apache: it is %a or %{c}a");
    }
    return LogVariable.text(FieldIndex.REMOTE_ADDRESS, argument == null ? 0 : 2);
  }

  private static LogVariable duration(String shown, String argument) {
    if (argument == null || argument.equals("s")) {
      return LogVariable.number(Kind.SECONDS, 2);
    }
    return switch (argument) {
      case "ms" -> LogVariable.number(Kind.MILLIS, 1);
      case "us" -> LogVariable.number(Kind.MICROS, 0);
      default ->
          throw new IllegalArgumentException(
              shown + " is unknown to Apache: it is %T, %{s}T, %{ms}T or %{us}T");
    };
  }

  private static LogVariable header(String name) {
    return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
      case "referer" -> LogVariable.text(FieldIndex.REFERRER, 0);
      case "user-agent" -> LogVariable.text(FieldIndex.USER_AGENT, 0);
      case "x-forwarded-for" -> LogVariable.text(FieldIndex.FORWARDED_FOR, 0);
      case "host" -> LogVariable.text(FieldIndex.HOST, 0);
      case "x-request-id" -> LogVariable.text(FieldIndex.REQUEST_ID, 0);
      default -> LogVariable.UNKNOWN;
    };
  }

  private static LogVariable requestId(String argument, String name) {
    return name.equalsIgnoreCase(argument)
        ? LogVariable.text(FieldIndex.REQUEST_ID, 1)
        : LogVariable.UNKNOWN;
  }

  private void time(String shown, String argument) {
    if (argument == null) {
      format.literal("[");
      format.variable(shown, LogVariable.named("time_local"), TimeLocal.LENGTH, false);
      format.literal("]");
      return;
    }
    String what = argument.replaceFirst("^(begin|end):?", "");
    switch (what) {
      case "" -> time(shown, null);
      case "sec" -> format.variable(shown, LogVariable.number(Kind.EPOCH_SECONDS, 1));
      case "msec" -> format.variable(shown, LogVariable.number(Kind.EPOCH_MILLIS, 0));
      case "usec" -> format.variable(shown, LogVariable.number(Kind.EPOCH_MICROS, 0));
      case "msec_frac" -> part(shown, Kind.MILLI, 3);
      case "usec_frac" -> part(shown, Kind.MICRO, 6);
      default -> Strftime.expand(shown, what, format);
    }
  }

  private void part(String shown, Kind kind, int width) {
    format.variable(shown, LogVariable.number(kind, 3), width, false);
  }
}
