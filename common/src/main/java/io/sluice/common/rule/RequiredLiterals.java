package io.sluice.common.rule;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds plain ASCII texts of which every match of a regular expression holds one: the longest run
 * of letters outside of groups and classes, or a group of plain alternatives such as {@code
 * (?:key|token)}, whichever is longer. Understands no more of the expression than it must: where in
 * doubt there are none. No letter counts that a quantifier makes optional.
 */
final class RequiredLiterals {
  private static final String QUANTIFIERS = "*?{";
  private static final String PLAIN_ESCAPES = "./-\\+*?()[]{}|^$\"'=&%#@!:;,_ <>~`";

  /** Letters of no meaning of their own, and bars, in a group that captures or does not. */
  private static final Pattern PLAIN_GROUP =
      Pattern.compile(
          "\\((?:\\?:|\\?P?<[A-Za-z0-9_]+>)?([A-Za-z0-9_/=&,:; -]+(?:\\|[A-Za-z0-9_/=&,:; -]+)*)\\)");

  private static final Pattern COUNT = Pattern.compile("[0-9]+(,[0-9]*)?");

  private final String pattern;
  private final StringBuilder run = new StringBuilder();
  private List<String> longest = List.of();
  private int at;

  private RequiredLiterals(String pattern) {
    this.pattern = pattern;
  }

  /** The texts; none where every text may match. */
  static List<String> in(String pattern) {
    return new RequiredLiterals(pattern).find();
  }

  private List<String> find() {
    while (at < pattern.length()) {
      char letter = pattern.charAt(at);
      boolean understood =
          switch (letter) {
            case '|' -> false;
            case '(' -> skipGroup();
            case '[' -> skipClass();
            case '\\' -> escape();
            case '^', '$', '.', '+' -> skip(1);
            case '*', '?', '{', ')' -> skipQuantifier();
            default -> letter(letter, 1);
          };
      if (!understood) {
        return List.of();
      }
    }
    end();
    return longest;
  }

  private boolean letter(char letter, int width) {
    if (letter >= 128 || isOptional(at + width)) {
      return skip(width);
    }
    run.append(letter);
    at += width;
    return true;
  }

  private boolean escape() {
    if (at + 1 >= pattern.length()) {
      return false;
    }
    char escaped = pattern.charAt(at + 1);
    if (PLAIN_ESCAPES.indexOf(escaped) >= 0) {
      return letter(escaped, 2);
    }
    return "dDwWsSbB".indexOf(escaped) >= 0 && skip(2);
  }

  private boolean skip(int width) {
    end();
    at += width;
    return true;
  }

  private boolean skipQuantifier() {
    end();
    if (pattern.charAt(at) == '{') {
      int close = pattern.indexOf('}', at);
      // A brace that counts nothing is a letter, and what follows it part of the expression.
      if (close < 0 || !COUNT.matcher(pattern.substring(at + 1, close)).matches()) {
        return false;
      }
      at = close;
    }
    at++;
    return true;
  }

  private boolean skipClass() {
    end();
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    if (at < pattern.length() && pattern.charAt(at) == ']') {
      at++;
    }
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char letter = pattern.charAt(at);
      if (letter == '[') {
        return false; // [[:alpha:]] and the like
      }
      at += letter == '\\' ? 2 : 1;
    }
    at++;
    return true;
  }

  /** Flags change what letters mean, also behind the group that sets them. */
  private boolean skipGroup() {
    end();
    if (pattern.startsWith("(?", at)
        && !pattern.startsWith("(?:", at)
        && !pattern.startsWith("(?P<", at)
        && !pattern.startsWith("(?<", at)) {
      return false;
    }
    int from = at;
    int depth = 0;
    while (at < pattern.length()) {
      char letter = pattern.charAt(at);
      if (letter == '[') {
        if (!skipClass()) {
          return false;
        }
        continue;
      }
      if (letter == '(' && depth > 0 && pattern.startsWith("(?", at)) {
        return false;
      }
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
      at += letter == '\\' ? 2 : 1;
      if (depth == 0) {
        alternatives(pattern.substring(from, at));
        return true;
      }
    }
    return false;
  }

  private void alternatives(String group) {
    Matcher plain = PLAIN_GROUP.matcher(group);
    if (plain.matches() && !isOptional(at)) {
      offer(List.of(plain.group(1).split("\\|", -1)));
    }
  }

  private boolean isOptional(int next) {
    return next < pattern.length() && QUANTIFIERS.indexOf(pattern.charAt(next)) >= 0;
  }

  private void offer(List<String> texts) {
    if (length(texts) > length(longest)) {
      longest = texts;
    }
  }

  /** Of the shortest. */
  private static int length(List<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }

  private void end() {
    offer(List.of(run.toString()));
    run.setLength(0);
  }
}
