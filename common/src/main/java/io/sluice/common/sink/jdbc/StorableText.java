package io.sluice.common.sink.jdbc;

/**
 * Text as a database can store it. Postgres has no NUL in a text and no {@code u0000} escape in a
 * jsonb; half a surrogate pair is no character in UTF-8. All become U+FFFD, the replacement
 * character.
 */
final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String NUL_ESCAPE = "\\u0000";
  private static final String REPLACEMENT_ESCAPE = "\\ufffd";

  private StorableText() {}

  static String plain(String text) {
    int bad = firstBad(text, 0);
    if (bad < 0) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (; bad >= 0; bad = firstBad(text, bad + 1)) {
      chars[bad] = REPLACEMENT;
    }
    return new String(chars);
  }

  static String json(String document) {
    String text = plain(document);
    if (!text.contains(NUL_ESCAPE)) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '\\') {
        storable.append(text.charAt(at++));
      } else if (text.startsWith(NUL_ESCAPE, at)) {
        storable.append(REPLACEMENT_ESCAPE);
        at += NUL_ESCAPE.length();
      } else {
        // An escaped backslash takes the next character with it: \\u0000 is no NUL.
        int end = Math.min(at + 2, text.length());
        storable.append(text, at, end);
        at = end;
      }
    }
    return storable.toString();
  }

  private static int firstBad(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0) {
        return at;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        if (!pair) {
          return at;
        }
        at++;
      }
    }
    return -1;
  }
}
