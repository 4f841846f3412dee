package io.sluice.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that somebody probably meant. Case and separators do not count as differences. */
final class NearestKey {

  private final Collection<String> known;

  NearestKey(Collection<String> known) {
    this.known = known;
  }

  Optional<String> to(String key) {
    return known.stream()
        .filter(candidate -> isNear(key, candidate))
        .min(Comparator.comparingInt(candidate -> distance(plain(key), plain(candidate))));
  }

  private static boolean isNear(String key, String candidate) {
    String wanted = plain(key);
    String offered = plain(candidate);
    int tolerated = Math.max(1, Math.min(wanted.length(), offered.length()) / 4);
    return distance(wanted, offered) <= tolerated
        || (wanted.length() > 3 && offered.endsWith(wanted));
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[._\\-\\s]", "");
  }

  /** Levenshtein, two rows. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int replaced = previous[column - 1] + change;
        current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
