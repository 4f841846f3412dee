package io.sluice.loganalytics.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A format string of a web server taken apart into variables and the literals around them: an nginx
 * {@code log_format} (known by its {@code $}), an Apache {@code LogFormat} or gunicorn's {@code
 * access_log_format} (known by their {@code %}).
 *
 * @param opening the literal before the first variable
 * @param steps the variables, each with the literal behind it
 * @param escapes whether the writer escapes quotes and backslashes
 */
record FormatString(byte[] opening, List<Step> steps, boolean escapes) {
  /**
   * A variable and the literal that ends it.
   *
   * @param name as the string spells it
   * @param width how many bytes the value has if it is what it should be, 0 where nobody knows
   * @param list whether the value may be a list with blanks after commas and around colons
   * @param literal may be empty behind the last step and behind one of a known width
   */
  record Step(String name, LogVariable variable, int width, boolean list, byte[] literal) {}

  /** Whether the text is a format string at all, and not the name of a format. */
  static boolean isOne(String text) {
    return text.indexOf('$') >= 0 || text.indexOf('%') >= 0;
  }

  /** Throws IllegalArgumentException that says in one line what is wrong with the string. */
  static FormatString parse(String text) {
    boolean apache = text.indexOf('$') < 0 && text.indexOf('%') >= 0;
    return apache || ApacheLogFormat.isDirective(text)
        ? ApacheLogFormat.parse(text)
        : NginxLogFormat.parse(text);
  }

  /** Puts a format together from left to right. */
  static final class Builder {
    private final ByteArrayOutputStream literal = new ByteArrayOutputStream();
    private final List<Step> steps = new ArrayList<>();
    private byte[] opening;
    private Step last;

    Builder literal(String text) {
      literal.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Builder variable(String name, LogVariable variable) {
      return variable(name, variable, 0, false);
    }

    /** Throws IllegalArgumentException where nothing tells it from the variable before. */
    Builder variable(String name, LogVariable variable, int width, boolean list) {
      if (last != null && literal.size() == 0 && last.width() == 0) {
        throw new IllegalArgumentException(
            "nothing stands between " + last.name() + " and " + name + " to tell where one ends");
      }
      endStep();
      last = new Step(name, variable, width, list, null);
      return this;
    }

    private void endStep() {
      byte[] before = literal.toByteArray();
      literal.reset();
      if (last == null) {
        opening = before;
      } else {
        steps.add(new Step(last.name(), last.variable(), last.width(), last.list(), before));
      }
    }

    /**
     * @param times variables that would give the format a time, for the message
     * @param requests variables that would give it a request
     */
    FormatString build(boolean escapes, String times, String requests) {
      endStep();
      FormatString format = new FormatString(opening, List.copyOf(steps), escapes);
      if (format.steps.stream().noneMatch(step -> step.variable().isTimestamp())) {
        throw new IllegalArgumentException("the log format has no time; add " + times);
      }
      if (format.steps.stream().noneMatch(step -> step.variable().namesRequest())) {
        throw new IllegalArgumentException("the log format has no request; add " + requests);
      }
      return format;
    }
  }
}
