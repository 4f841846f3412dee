package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Spread;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints figures with their spread, each goal with whether it was reached. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    out.printf("%n%s%n", text);
  }

  void say(String text) {
    out.println(text);
    out.flush();
  }

  /** How much was measured, and under which circumstances. */
  void conditions(Options options, String circumstances) {
    say(
        String.format(
            Locale.ROOT,
            "%,d records, %d rounds, interleaved; %s",
            options.lines(),
            options.rounds(),
            circumstances));
  }

  /** Rates and cost of a contender over its rounds. */
  void contender(String name, List<Round> rounds) {
    Spread rate = spread(rounds, Round::recordsPerSecond);
    Spread cpu = spread(rounds, Round::cpuNanosPerRecord);
    Spread checkpoints = spread(rounds, round -> round.checkpoints());
    say(
        String.format(
            Locale.ROOT,
            "  %-42s %,11.0f /s (%,.0f … %,.0f)  CPU %,6.0f ns (%,.0f … %,.0f)  checkpoints %.0f",
            name,
            rate.median(),
            rate.min(),
            rate.max(),
            cpu.median(),
            cpu.min(),
            cpu.max(),
            checkpoints.median()));
  }

  /** A ratio and what is wanted of it. */
  void ratio(String name, Spread ratio, Goal goal) {
    say(String.format(Locale.ROOT, "  %-62s %-24s %s", name, ratio, goal.verdict(ratio)));
  }

  private static Spread spread(
      List<Round> rounds, java.util.function.ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).toArray());
  }
}
