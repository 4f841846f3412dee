package io.sluice.common.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;

/**
 * A regular expression without backtracking (RE2's syntax): its time is linear in the text,
 * whatever the text. Look-around and back-references do not exist there and are refused.
 *
 * <p>A text that lacks what every match must hold is turned away without running the automaton.
 * Immutable, for any number of threads.
 */
public final class LinearPattern {
  private final Pattern pattern;
  private final List<String> texts;
  private final Literal[] needed;

  private LinearPattern(Pattern pattern, List<String> texts) {
    this.pattern = pattern;
    this.texts = texts;
    this.needed = texts.stream().map(Literal::of).toArray(Literal[]::new);
  }

  /**
   * @throws ExpressionException with what is wrong with it
   */
  public static LinearPattern of(String pattern) throws ExpressionException {
    try {
      return new LinearPattern(Pattern.compile(pattern), RequiredLiterals.in(pattern));
    } catch (PatternSyntaxException wrong) {
      throw new ExpressionException(
          1,
          1,
          wrong.getMessage()
              + (lookAround(pattern)
                  ? " (look-around and back-references need backtracking and are not allowed)"
                  : ""));
    }
  }

  private static boolean lookAround(String pattern) {
    return pattern.matches("(?s).*(\\(\\?[=!]|\\(\\?<[=!]|\\\\[1-9]).*");
  }

  /** Whether some part of the text matches. */
  public boolean find(String text) {
    return mayMatch(text) && pattern.matcher(text).find();
  }

  /** The first match in the text, its groups to be asked for, or null. */
  public Matcher match(String text) {
    if (!mayMatch(text)) {
      return null;
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher : null;
  }

  /** Whether the bytes may hold a match: false is certain, true is not. */
  public boolean mayMatch(byte[] text, int from, int to) {
    return mayMatch(text, from, to, false);
  }

  boolean mayMatch(byte[] text, int from, int to, boolean lowered) {
    for (Literal one : needed) {
      if (one.isIn(text, from, to, lowered)) {
        return true;
      }
    }
    return needed.length == 0;
  }

  private boolean mayMatch(String text) {
    for (String one : texts) {
      if (text.contains(one)) {
        return true;
      }
    }
    return texts.isEmpty();
  }

  /** The numbers of the named groups. */
  public Map<String, Integer> groups() {
    return pattern.namedGroups();
  }

  public int groupCount() {
    return pattern.groupCount();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
