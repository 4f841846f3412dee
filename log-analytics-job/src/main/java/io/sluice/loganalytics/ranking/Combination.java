package io.sluice.loganalytics.ranking;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of some of the dimensions of searches; a dimension outside the combination is null. None
 * of them stands for all searches. As a key it is a text, in which every value stands with its
 * length, so that no value can pass for another.
 */
public record Combination(String region, String city, String channel, String term) {
  /** All subsets of the four dimensions. */
  static final int COUNT = 16;

  private static final int REGION = 1;
  private static final int CITY = 2;
  private static final int CHANNEL = 4;
  private static final int TERM = 8;

  private static final char OUTSIDE = '-';
  private static final char LENGTH_END = ':';

  /**
   * The values that a subset keeps.
   *
   * @param subset one bit a dimension, from 0 (none) to COUNT − 1 (all)
   */
  Combination subset(int subset) {
    return new Combination(
        (subset & REGION) == 0 ? null : region,
        (subset & CITY) == 0 ? null : city,
        (subset & CHANNEL) == 0 ? null : channel,
        (subset & TERM) == 0 ? null : term);
  }

  /**
   * A larger subset, by the dimension that tells fewest apart of those it lacks. Its number is
   * larger too.
   *
   * @param subset not the one with all
   */
  static int withOneMore(int subset) {
    for (int dimension : new int[] {CHANNEL, REGION, CITY, TERM}) {
      if ((subset & dimension) == 0) {
        return subset | dimension;
      }
    }
    throw new IllegalArgumentException("Nothing is more than all: " + subset);
  }

  /** The subset that this is. */
  public int subset() {
    return (region == null ? 0 : REGION)
        | (city == null ? 0 : CITY)
        | (channel == null ? 0 : CHANNEL)
        | (term == null ? 0 : TERM);
  }

  /** Whether it has all dimensions: such rows add up to those of every other combination. */
  public boolean isWhole() {
    return subset() == COUNT - 1;
  }

  String key() {
    StringBuilder key = new StringBuilder();
    append(region, key);
    append(city, key);
    append(channel, key);
    append(term, key);
    return key.toString();
  }

  private static void append(String value, StringBuilder key) {
    if (value == null) {
      key.append(OUTSIDE);
    } else {
      key.append(value.length()).append(LENGTH_END).append(value);
    }
  }

  static Combination ofKey(String key) {
    List<String> values = new ArrayList<>(4);
    int at = 0;
    while (at < key.length()) {
      if (key.charAt(at) == OUTSIDE) {
        values.add(null);
        at++;
      } else {
        int from = key.indexOf(LENGTH_END, at) + 1;
        int to = from + Integer.parseInt(key, at, from - 1, 10);
        values.add(key.substring(from, to));
        at = to;
      }
    }
    return new Combination(values.get(0), values.get(1), values.get(2), values.get(3));
  }
}
