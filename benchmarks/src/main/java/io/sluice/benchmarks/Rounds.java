package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** The rounds of all contenders of a benchmark, in the order in which they took part. */
final class Rounds {
  static final ToDoubleBiFunction<Round, Round> RATE =
      (one, other) -> one.recordsPerSecond() / other.recordsPerSecond();
  static final ToDoubleBiFunction<Round, Round> CPU =
      (one, other) -> one.cpuNanosPerRecord() / other.cpuNanosPerRecord();

  private final Map<String, List<Round>> byContender = new LinkedHashMap<>();

  /** Takes a round and says so, for whoever waits. */
  void add(String contender, Round round) {
    List<Round> rounds = byContender.computeIfAbsent(contender, name -> new ArrayList<>());
    rounds.add(round);
    System.err.printf(
        Locale.ROOT,
        "  round %d: %-24s %,11.0f /s, CPU %,6.0f ns%n",
        rounds.size(),
        contender,
        round.recordsPerSecond(),
        round.cpuNanosPerRecord());
  }

  void print(Report report) {
    byContender.forEach(report::contender);
  }

  /** Prints a ratio of one contender to another, if both took part. */
  void ratio(
      Report report,
      String name,
      String one,
      String other,
      ToDoubleBiFunction<Round, Round> figure,
      Goal goal) {
    List<Round> ones = byContender.get(one);
    List<Round> others = byContender.get(other);
    if (ones == null || others == null) {
      return;
    }
    double[] ratios = new double[ones.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = figure.applyAsDouble(ones.get(round), others.get(round));
    }
    report.ratio(name, Spread.of(ratios), goal);
  }
}
