package io.sluice.loganalytics.clean;

import com.google.re2j.Matcher;
import io.sluice.common.rule.LinearPattern;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;

/**
 * Writes a mask over a text, or over what a pattern finds in it: over its groups where it has any,
 * else over the whole match. A mask over the path or the query is laid over {@code url.original}
 * too: what must not be seen would stand there again.
 *
 * @param pattern null for the whole text
 */
record MaskField(TextSource source, Target target, LinearPattern pattern, String mask)
    implements Action {

  @Override
  public Effect apply(AccessRequest request) {
    String text = pattern == null ? source.of(request) : source.of(request, pattern);
    String masked = text == null ? null : masked(text);
    if (masked == null || masked.equals(text)) {
      return Effect.MATCHED;
    }
    target.put(request, masked);
    String original = request.text(RequestField.TARGET);
    if (original != null && source.slice() == RequestField.QUERY) {
      writeOriginal(request, withQuery(original, masked));
    } else if (original != null && source.slice() == RequestField.PATH) {
      writeOriginal(request, withPath(original, text, masked));
    }
    return Effect.CHANGED;
  }

  private String masked(String text) {
    if (pattern == null) {
      return mask;
    }
    Matcher match = pattern.match(text);
    if (match == null) {
      return null;
    }
    StringBuilder masked = new StringBuilder();
    int done = 0;
    do {
      done = cover(text, match, masked, done);
    } while (match.find());
    return masked.append(text, done, text.length()).toString();
  }

  /** Copies up to the match with the mask over it, and tells how far the text is copied. */
  private int cover(String text, Matcher match, StringBuilder masked, int from) {
    int done = from;
    int groups = pattern.groupCount();
    for (int group = groups == 0 ? 0 : 1; group <= groups; group++) {
      if (match.start(group) >= done && match.end(group) > match.start(group)) {
        masked.append(text, done, match.start(group)).append(mask);
        done = match.end(group);
      }
    }
    return done;
  }

  private static void writeOriginal(AccessRequest request, String original) {
    Target.text(RequestField.TARGET).put(request, original);
  }

  private static String withQuery(String original, String query) {
    int mark = original.indexOf('?');
    return (mark < 0 ? original : original.substring(0, mark)) + '?' + query;
  }

  private static String withPath(String original, String path, String masked) {
    int mark = original.indexOf('?');
    String before = mark < 0 ? original : original.substring(0, mark);
    String after = mark < 0 ? "" : original.substring(mark);
    String origin =
        before.endsWith(path) ? before.substring(0, before.length() - path.length()) : "";
    return origin + masked + after;
  }
}
