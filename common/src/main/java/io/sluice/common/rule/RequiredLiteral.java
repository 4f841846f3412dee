package io.sluice.common.rule;

import java.util.regex.Pattern;

/**
 * Finds the longest run of plain ASCII letters that every match of a regular expression must hold,
 * without understanding more of the expression than it must: where in doubt there is none. Only
 * what stands outside of groups, classes and alternatives counts, and no letter that a quantifier
 * makes optional.
 */
final class RequiredLiteral {
  private static final String QUANTIFIERS = "*?{";
  private static final String PLAIN_ESCAPES = "./-\\+*?()[]{}|^$\"'=&%#@!:;,_ <>~`";

  private static final Pattern COUNT = Pattern.compile("[0-9]+(,[0-9]*)?");

  private final String pattern;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int at;

  private RequiredLiteral(String pattern) {
    this.pattern = pattern;
  }

  /** The literal, or an empty text. */
  static String in(String pattern) {
    return new RequiredLiteral(pattern).find();
  }

  private String find() {
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
        return "";
      }
    }
    end();
    return longest;
  }

  private boolean letter(char letter, int width) {
    char next = at + width < pattern.length() ? pattern.charAt(at + width) : 0;
    if (letter >= 128 || QUANTIFIERS.indexOf(next) >= 0) {
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
        return true;
      }
    }
    return false;
  }

  private void end() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }
}
