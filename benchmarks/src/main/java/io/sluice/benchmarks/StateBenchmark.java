package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.rows.RowsOnHeapBackend;
import io.sluice.benchmarks.rows.RowsPerEvent;
import io.sluice.benchmarks.rows.RowsWriteBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row per device: in heap and written behind, on RocksDB with every event, on the heap backend.
 */
final class StateBenchmark implements Benchmark {
  private static final String OURS = "write-behind";
  private static final String OURS_UNSAFE = "write-behind-no-checkpoints";
  private static final String OURS_LONG = "write-behind-long";
  private static final String OURS_LONG_UNSAFE = "write-behind-long-no-checkpoints";
  private static final String PER_EVENT = "rocksdb-per-event";
  private static final String PER_EVENT_UNSAFE = "rocksdb-no-checkpoints";
  private static final String HEAP = "heap-backend";

  private static final long CHECKPOINT_MILLIS = 10_000;

  /** So that ours, too, takes long enough for some checkpoints. */
  private static final long LONG = 6;

  private static final int WARM_UPS = 2;
  private static final long MOST_WARM_UP_SAMPLES = 2_000_000;

  /** One that takes part: its process, how often it checkpoints and how much it has to do. */
  private record Entrant(
      String name, ContenderProcess process, long checkpointMillis, long samples) {}

  @Override
  public String name() {
    return "state";
  }

  @Override
  public String about() {
    return "samples of 100,000 devices, a row of a hundred bytes read and changed with each, a"
        + " timer per device and window";
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    Path work = Files.createTempDirectory(options.folder(), "run-");
    Rounds rounds = new Rounds();
    List<ContenderProcess> processes = new ArrayList<>();
    try {
      List<Entrant> entrants = entrants(options, work, processes);
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        race(entrants, work, MOST_WARM_UP_SAMPLES, new Rounds());
      }
      for (int round = 0; round < options.rounds(); round++) {
        race(entrants, work, Long.MAX_VALUE, rounds);
      }
    } finally {
      processes.forEach(ContenderProcess::close);
    }
    Folders.delete(work);
    print(report, options, rounds);
  }

  private static List<Entrant> entrants(
      Options options, Path work, List<ContenderProcess> processes) {
    long samples = options.lines();
    List<Entrant> entrants = new ArrayList<>();
    if (options.wants(OURS)) {
      ContenderProcess ours = process(OURS, RowsWriteBehind.class, options, work, processes);
      entrants.add(new Entrant(OURS, ours, CHECKPOINT_MILLIS, samples));
      entrants.add(new Entrant(OURS_UNSAFE, ours, 0, samples));
      entrants.add(new Entrant(OURS_LONG, ours, CHECKPOINT_MILLIS, samples * LONG));
      entrants.add(new Entrant(OURS_LONG_UNSAFE, ours, 0, samples * LONG));
    }
    if (options.wants(PER_EVENT)) {
      ContenderProcess other = process(PER_EVENT, RowsPerEvent.class, options, work, processes);
      entrants.add(new Entrant(PER_EVENT, other, CHECKPOINT_MILLIS, samples));
      entrants.add(new Entrant(PER_EVENT_UNSAFE, other, 0, samples));
    }
    if (options.wants(HEAP)) {
      ContenderProcess heap = process(HEAP, RowsOnHeapBackend.class, options, work, processes);
      entrants.add(new Entrant(HEAP, heap, CHECKPOINT_MILLIS, samples));
    }
    return entrants;
  }

  private static ContenderProcess process(
      String name,
      Class<? extends Contender> contender,
      Options options,
      Path work,
      List<ContenderProcess> processes) {
    ContenderProcess process = ContenderProcess.start(name, contender, work, options.jvm(name));
    processes.add(process);
    return process;
  }

  /** One after the other; who has worked through as much must have found the same. */
  private static void race(List<Entrant> entrants, Path work, long most, Rounds rounds)
      throws IOException {
    Map<Long, String> found = new HashMap<>();
    for (Entrant entrant : entrants) {
      long samples = Math.min(entrant.samples(), most);
      Path out = work.resolve(entrant.name() + ".sum");
      Task task =
          Task.of()
              .with("lines", samples)
              .with("out", out)
              .with("checkpoints", work.resolve("checkpoints"))
              .with("checkpoint", entrant.checkpointMillis());
      Round result = entrant.process().run(task);
      rounds.add(entrant.name(), result);
      String sum = Files.readString(out);
      String first = found.putIfAbsent(samples, sum);
      if (first != null && !first.equals(sum)) {
        throw new ContestException(entrant.name() + " has " + sum + ", not " + first, null);
      }
    }
  }

  private static void print(Report report, Options options, Rounds rounds) {
    report.conditions(
        options,
        "a checkpoint each 10 s, RocksDB, parallelism 2, those called long with "
            + LONG
            + " times as many records; equal outputs checked in every round");
    rounds.print(report);
    rounds.ratio(
        report, "ours vs RocksDB per event, rate", OURS, PER_EVENT, Rounds.RATE, Goal.atLeast(5));
    rounds.ratio(
        report,
        "the same without checkpoints",
        OURS_UNSAFE,
        PER_EVENT_UNSAFE,
        Rounds.RATE,
        Goal.NONE);
    rounds.ratio(
        report,
        "ours, long, vs RocksDB per event, rate",
        OURS_LONG,
        PER_EVENT,
        Rounds.RATE,
        Goal.atLeast(5));
    rounds.ratio(report, "ours vs heap backend, rate", OURS, HEAP, Rounds.RATE, Goal.NONE);
    rounds.ratio(
        report,
        "ours, long, with checkpoints vs without, rate",
        OURS_LONG,
        OURS_LONG_UNSAFE,
        Rounds.RATE,
        Goal.atLeast(0.9));
    rounds.ratio(
        report, "ours vs RocksDB per event, CPU", OURS_LONG, PER_EVENT, Rounds.CPU, Goal.NONE);
  }
}
