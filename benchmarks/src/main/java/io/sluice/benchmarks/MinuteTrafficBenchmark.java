package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.AccessLogFile;
import io.sluice.benchmarks.minute.CoreFromFile;
import io.sluice.benchmarks.minute.PlainLoop;
import io.sluice.benchmarks.minute.Rows;
import io.sluice.benchmarks.minute.SqlExact;
import io.sluice.benchmarks.minute.SqlSketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W1 from a file: parse, locate, count per minute, country and status. */
final class MinuteTrafficBenchmark implements Benchmark {
  static final String PLAIN = "plain";
  static final String CORE = "core";
  static final String CORE_UNSAFE = "core-no-checkpoints";
  static final String SQL_EXACT = "sql-exact";
  static final String SQL_SKETCH = "sql-hll";
  private static final long WARM_UP_LINES = 2_000_000;
  private static final int WARM_UPS = 3;
  private static final long SECOND = 1_000;

  /** One that takes part: its process, and what it is told beyond the common task. */
  private record Entrant(String name, ContenderProcess process, long checkpointMillis) {}

  @Override
  public String name() {
    return "w1";
  }

  @Override
  public String about() {
    return "access log lines from a file to requests, bytes, distinct clients and largest body per"
        + " minute, country and status";
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    AccessLogFile input = AccessLogFile.of(options.folder(), "combined", options.lines());
    AccessLogFile warmUp =
        AccessLogFile.of(options.folder(), "combined", Math.min(options.lines(), WARM_UP_LINES));
    Path work = Files.createTempDirectory(options.folder(), "run-");
    List<Entrant> entrants = entrants(options, work);
    Rounds rounds = new Rounds();
    try {
      for (int round = 0; round < WARM_UPS; round++) {
        round(entrants, warmUp, work);
      }
      for (int round = 1; round <= options.rounds(); round++) {
        Map<String, Round> results = round(entrants, input, work);
        requireEqual(entrants, work, options.lines());
        results.forEach(rounds::add);
      }
    } finally {
      entrants.forEach(entrant -> entrant.process().close());
    }
    Folders.delete(work);
    print(report, options, rounds);
  }

  private static List<Entrant> entrants(Options options, Path work) {
    List<Entrant> entrants = new ArrayList<>();
    if (options.wants(PLAIN)) {
      entrants.add(entrant(PLAIN, PlainLoop.class, options, work));
    }
    if (options.wants(CORE) || options.wants(CORE_UNSAFE)) {
      Entrant core = entrant(CORE, CoreFromFile.class, options, work);
      entrants.add(core);
      if (options.wants(CORE_UNSAFE)) {
        entrants.add(new Entrant(CORE_UNSAFE, core.process(), 0));
      }
    }
    if (options.wants(SQL_EXACT)) {
      entrants.add(entrant(SQL_EXACT, SqlExact.class, options, work));
    }
    if (options.wants(SQL_SKETCH)) {
      entrants.add(entrant(SQL_SKETCH, SqlSketch.class, options, work));
    }
    return entrants;
  }

  private static Entrant entrant(
      String name, Class<? extends Contender> contender, Options options, Path work) {
    List<String> jvm = options.jvm(name);
    return new Entrant(name, ContenderProcess.start(name, contender, work, jvm), SECOND);
  }

  private static Map<String, Round> round(List<Entrant> entrants, AccessLogFile input, Path work) {
    Map<String, Round> results = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      Task task =
          Task.of()
              .with("input", input.path())
              .with("lines", input.lines())
              .with("geo", Folders.geo())
              .with("out", work.resolve(entrant.name()))
              .with("checkpoints", work.resolve("checkpoints"))
              .with("checkpoint", entrant.checkpointMillis());
      results.put(entrant.name(), entrant.process().run(task));
    }
    return results;
  }

  /** All against the first; those with our sketch to the last client. */
  private static void requireEqual(List<Entrant> entrants, Path work, long lines)
      throws IOException {
    Rows first = Rows.read(work.resolve(entrants.get(0).name()));
    first.requireAll(lines);
    for (Entrant entrant : entrants.subList(1, entrants.size())) {
      boolean sameSketch = entrant.name().startsWith(CORE);
      first.requireEqual(entrant.name(), Rows.read(work.resolve(entrant.name())), sameSketch);
    }
  }

  private static void print(Report report, Options options, Rounds rounds) {
    report.conditions(
        options,
        "a checkpoint each second, RocksDB, parallelism 2; equal outputs checked in every round");
    rounds.print(report);
    rounds.ratio(report, "ours vs plain loop, rate", CORE, PLAIN, Rounds.RATE, Goal.atLeast(1.25));
    rounds.ratio(
        report, "ours vs plain loop, CPU per line", CORE, PLAIN, Rounds.CPU, Goal.atMost(1.5));
    rounds.ratio(report, "ours vs SQL exact, rate", CORE, SQL_EXACT, Rounds.RATE, Goal.atLeast(7));
    rounds.ratio(report, "ours vs SQL HLL, rate", CORE, SQL_SKETCH, Rounds.RATE, Goal.atLeast(3));
    rounds.ratio(
        report,
        "time with a checkpoint each second vs without",
        CORE_UNSAFE,
        CORE,
        Rounds.RATE,
        Goal.atMost(1.02));
    rounds.ratio(
        report,
        "CPU with a checkpoint each second vs without",
        CORE,
        CORE_UNSAFE,
        Rounds.CPU,
        Goal.NONE);
  }
}
