package io.sluice.common.dictionary.describe;

import io.sluice.common.dictionary.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which field says when, and how.
 *
 * @param unit as a dictionary writes it
 * @param relative whether it counts from the start of the recording
 */
record TimeGuess(String path, String unit, boolean relative) {
  private static final Set<String> NAMES =
      Set.of("ts", "time", "timestamp", "datetime", "date", "created", "logged", "occurred");
  private static final double YEAR_2001_SECONDS = 1e9;
  private static final double YEAR_2096_SECONDS = 4e9;

  /** The best of these fields, or null where none is a time. */
  static TimeGuess of(Map<String, ValueProfile> profiles, int records) {
    TimeGuess best = null;
    int bestRank = 0;
    for (Map.Entry<String, ValueProfile> field : profiles.entrySet()) {
      if (field.getValue().count() == records) {
        TimeGuess guess = of(field.getKey(), field.getValue());
        int rank = guess == null ? 0 : rank(field.getKey(), guess);
        if (rank > bestRank) {
          best = guess;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  private static int rank(String path, TimeGuess guess) {
    boolean named = UnitHints.words(path).stream().anyMatch(NAMES::contains);
    return (named ? 2 : 1) + (guess.relative ? 0 : 2);
  }

  private static TimeGuess of(String path, ValueProfile profile) {
    List<String> words = UnitHints.words(path);
    boolean named = words.stream().anyMatch(NAMES::contains);
    if (profile.type() == FieldType.TIMESTAMP) {
      return new TimeGuess(path, "auto", false);
    }
    if (profile.type() != FieldType.INTEGER && profile.type() != FieldType.NUMBER) {
      return null;
    }
    String epoch = epochUnit(profile.least().doubleValue(), profile.most().doubleValue());
    if (epoch != null && (named || profile.grows())) {
      return new TimeGuess(path, epoch.equals("ms") ? "auto" : epoch, false);
    }
    // "TINE" is how a widespread recorder spells it.
    boolean elapsed = named || words.contains("tine") || words.contains("elapsed");
    boolean counts = profile.grows() && profile.least().doubleValue() >= 0;
    String unit = UnitHints.of(path);
    boolean inTime = "ms".equals(unit) || "us".equals(unit);
    return elapsed && counts ? new TimeGuess(path, inTime ? unit : "s", true) : null;
  }

  private static String epochUnit(double least, double most) {
    double scale = 1;
    for (String unit : List.of("s", "ms", "us", "ns")) {
      if (least >= YEAR_2001_SECONDS * scale && most <= YEAR_2096_SECONDS * scale) {
        return unit;
      }
      scale *= 1000;
    }
    return null;
  }
}
