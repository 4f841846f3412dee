package io.sluice.loganalytics.parse;

import java.util.List;

/** Finds where the value of a variable ends: before the literal behind it. */
final class ValueEnd {
  private final byte[] literal;
  private final boolean quoted;
  private final boolean escapes;
  private final boolean list;
  private final boolean last;

  /** How many bytes the value has if it is what it should be, or 0. */
  private final int usualLength;

  private boolean escaped;

  private ValueEnd(FormatString.Step step, boolean opened, boolean escapes, boolean last) {
    this.literal = step.literal();
    this.quoted = opened && literal.length > 0 && literal[0] == '"';
    this.escapes = escapes;
    this.list = step.list();
    this.last = last;
    this.usualLength = step.width();
  }

  static ValueEnd[] of(FormatString format) {
    List<FormatString.Step> steps = format.steps();
    ValueEnd[] ends = new ValueEnd[steps.size()];
    byte[] before = format.opening();
    for (int index = 0; index < ends.length; index++) {
      FormatString.Step step = steps.get(index);
      boolean opened = before.length > 0 && before[before.length - 1] == '"';
      ends[index] = new ValueEnd(step, opened, format.escapes(), index == ends.length - 1);
      before = step.literal();
    }
    return ends;
  }

  /** How long the literal is. */
  int length() {
    return literal.length;
  }

  /** Whether the value found last may hold an escape. */
  boolean escaped() {
    return escaped;
  }

  /** Where the value that begins at {@code from} ends, or -1 if it does not. */
  int find(byte[] line, int from, int to) {
    escaped = false;
    if (literal.length == 0) {
      return last ? unquoted(line, from, to) : from + usualLength <= to ? from + usualLength : -1;
    }
    if (isMissing(line, from, to)) {
      return from + 1;
    }
    if (quoted && escapes) {
      return closingQuote(line, from, to);
    }
    int usualEnd = from + usualLength;
    if (usualLength > 0 && stands(literal, line, usualEnd, to)) {
      return usualEnd;
    }
    int at = ByteScan.find(line, from, to, literal[0]);
    while (at < to && !ends(line, from, at, to)) {
      at = ByteScan.find(line, at + 1, to, literal[0]);
    }
    return at < to ? unquoted(line, from, at) : -1;
  }

  private int unquoted(byte[] line, int from, int end) {
    escaped = escapes && ByteScan.find(line, from, end, '\\') < end;
    return end;
  }

  /** Whether the value is a dash, as many are. */
  private boolean isMissing(byte[] line, int from, int to) {
    return from < to
        && line[from] == '-'
        && !list
        && literal[0] != '-'
        && !(last && from + 1 + literal.length < to)
        && stands(literal, line, from + 1, to);
  }

  private boolean ends(byte[] line, int from, int at, int to) {
    return stands(literal, line, at, to)
        && !(list && at > from && isInsideList(line, at, to))
        && !(last && at + literal.length < to);
  }

  /** Whether the blank at {@code at} belongs to a list: {@code "a, b : c"}. */
  private static boolean isInsideList(byte[] line, int at, int to) {
    boolean separates = line[at - 1] == ',' || line[at - 1] == ':';
    return line[at] == ' '
        && (separates || (at + 2 < to && line[at + 1] == ':' && line[at + 2] == ' '));
  }

  private int closingQuote(byte[] line, int from, int to) {
    int at = ByteScan.findEither(line, from, to, '"', '\\');
    while (at < to && line[at] == '\\') {
      escaped = true;
      at = ByteScan.findEither(line, Math.min(at + 2, to), to, '"', '\\');
    }
    if (at == to) {
      return last && literal.length == 1 ? to : -1;
    }
    return stands(literal, line, at, to) ? at : -1;
  }

  /** Whether the literal stands at that place of the line. */
  static boolean stands(byte[] literal, byte[] line, int at, int to) {
    if (at + literal.length > to) {
      return false;
    }
    for (int index = 0; index < literal.length; index++) {
      if (line[at + index] != literal[index]) {
        return false;
      }
    }
    return true;
  }
}
