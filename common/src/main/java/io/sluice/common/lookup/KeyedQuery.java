package io.sluice.common.lookup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query with {@code :keys} where the list of keys goes, such as {@code select api_key, name from
 * customer where api_key in (:keys)}. Its first column is the key.
 *
 * <p>The list is made as long as the next power of two, by repeating its last key, so that the
 * database sees few different statements.
 */
record KeyedQuery(String text) implements Serializable {
  private static final Pattern PLACE = Pattern.compile("(?<!:):keys\\b");

  KeyedQuery {
    Matcher place = PLACE.matcher(text);
    if (!place.find() || place.find()) {
      throw new IllegalArgumentException(
          "has not exactly one :keys where the list of keys goes, as in … where api_key in (:keys)");
    }
  }

  static int width(int keys) {
    return keys <= 1 ? 1 : Integer.highestOneBit(keys - 1) << 1;
  }

  /** With as many question marks as {@link #padded} gives keys. */
  String forKeys(int keys) {
    String marks = "?, ".repeat(width(keys) - 1) + "?";
    return PLACE.matcher(text).replaceFirst(marks);
  }

  static List<String> padded(List<String> keys) {
    List<String> padded = new ArrayList<>(keys);
    while (padded.size() < width(keys.size())) {
      padded.add(keys.get(keys.size() - 1));
    }
    return padded;
  }
}
