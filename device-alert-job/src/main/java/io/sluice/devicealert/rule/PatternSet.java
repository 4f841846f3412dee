package io.sluice.devicealert.rule;

import java.util.Arrays;

/** A set of patterns by number, reused. */
public final class PatternSet {
  private final long[] words;

  public PatternSet(int patterns) {
    words = new long[(patterns + 63) >>> 6];
  }

  public void clear() {
    Arrays.fill(words, 0);
  }

  void add(int pattern) {
    words[pattern >>> 6] |= 1L << pattern;
  }

  public void addAll(PatternSet others) {
    for (int word = 0; word < words.length; word++) {
      words[word] |= others.words[word];
    }
  }

  public boolean hasAll(int[] patterns) {
    for (int pattern : patterns) {
      if (!has(pattern)) {
        return false;
      }
    }
    return true;
  }

  public boolean has(int pattern) {
    return (words[pattern >>> 6] & (1L << pattern)) != 0;
  }
}
