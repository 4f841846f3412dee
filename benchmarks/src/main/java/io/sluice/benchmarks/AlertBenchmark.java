package io.sluice.benchmarks;

import io.sluice.benchmarks.alerts.AlertTask;
import io.sluice.benchmarks.alerts.CepPairs;
import io.sluice.benchmarks.alerts.DetectCore;
import io.sluice.benchmarks.alerts.DetectJson;
import io.sluice.benchmarks.alerts.DetectPlain;
import io.sluice.benchmarks.alerts.FleetFiles;
import io.sluice.benchmarks.alerts.Openings;
import io.sluice.benchmarks.alerts.SqlIntervalJoin;
import io.sluice.benchmarks.alerts.SqlRegularJoin;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** W3: faults of a device in any order with negation, out of order within the tolerance. */
final class AlertBenchmark implements Benchmark {
  private static final String PLAIN = "plain";
  private static final String OURS = "ours-";
  private static final String MANY = "ours-100k-devices";
  private static final String MANY_UNSAFE = "ours-100k-devices-no-checkpoints";
  private static final String PER_EVENT = "row-per-event";
  private static final String JSON = "ours-json";
  private static final String CEP_HEAP = "cep-heap-";
  private static final String CEP_ROCKSDB = "cep-rocksdb-";
  private static final String SQL = "sql-interval-join-";
  private static final String SQL_REGULAR = "sql-regular-join-";

  private static final int DEVICES = 10_000;
  private static final int MANY_DEVICES = 100_000;

  /** Seconds between two events of a device. */
  private static final int PACE = 20;

  private static final long MOST_IN_FILE = 10_000_000;
  private static final long SECOND = 1_000;
  private static final long TEN_SECONDS = 10_000;
  private static final int WARM_UPS = 2;
  private static final double WARM_UP = 0.2;

  /**
   * One that takes part.
   *
   * @param share of the records of a round that it works through, for slow ones
   */
  private record Entrant(
      String name,
      Class<? extends Contender> contender,
      int rules,
      int devices,
      double share,
      long checkpointMillis,
      Map<String, String> with) {

    Entrant(String name, Class<? extends Contender> contender, int rules, double share) {
      this(name, contender, rules, DEVICES, share, TEN_SECONDS, Map.of());
    }

    Entrant with(String key, String value) {
      Map<String, String> more = new HashMap<>(with);
      more.put(key, value);
      return new Entrant(name, contender, rules, devices, share, checkpointMillis, more);
    }

    Entrant manyDevices() {
      return new Entrant(name, contender, rules, MANY_DEVICES, share, checkpointMillis, with);
    }

    Entrant checkpointEach(long millis) {
      return new Entrant(name, contender, rules, devices, share, millis, with);
    }
  }

  /** All entrants of a class share a process, but for those that would spoil its memory. */
  private static List<Entrant> all() {
    List<Entrant> all = new ArrayList<>();
    all.add(new Entrant(PLAIN, DetectPlain.class, 10, 1));
    for (int rules : new int[] {1, 10, 50, 100, 1_000}) {
      all.add(new Entrant(OURS + rules, DetectCore.class, rules, 1).checkpointEach(SECOND));
    }
    all.add(new Entrant(MANY, DetectCore.class, 10, 3).manyDevices());
    all.add(new Entrant(MANY_UNSAFE, DetectCore.class, 10, 3).manyDevices().checkpointEach(0));
    all.add(
        new Entrant(PER_EVENT, DetectCore.class, 10, 0.1)
            .manyDevices()
            .with("write-behind", "false"));
    all.add(new Entrant(JSON, DetectJson.class, 10, 0.2));
    all.add(new Entrant(SQL + 10, SqlIntervalJoin.class, 10, 0.03));
    all.add(new Entrant(SQL + 50, SqlIntervalJoin.class, 50, 0.01));
    all.add(new Entrant(SQL_REGULAR + 10, SqlRegularJoin.class, 10, 0.01));
    all.add(new Entrant(CEP_HEAP + 1, CepPairs.class, 1, 0.05).with("backend", "hashmap"));
    all.add(new Entrant(CEP_HEAP + 10, CepPairs.class, 10, 0.01).with("backend", "hashmap"));
    all.add(new Entrant(CEP_ROCKSDB + 1, CepPairs.class, 1, 0.01));
    all.add(new Entrant(CEP_ROCKSDB + 10, CepPairs.class, 10, 0.002));
    return all;
  }

  @Override
  public String name() {
    return "w3";
  }

  @Override
  public String about() {
    return "events of devices to alerts: two faults within a minute in any order, unless one has"
        + " recovered";
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    Path work = Files.createTempDirectory(options.folder(), "run-");
    List<Entrant> entrants =
        all().stream().filter(entrant -> options.wants(entrant.name())).toList();
    Map<Class<?>, ContenderProcess> processes = new LinkedHashMap<>();
    Rounds rounds = new Rounds();
    Expected expected = new Expected(work);
    try {
      for (Entrant entrant : entrants) {
        processes.computeIfAbsent(
            entrant.contender(), type -> start(entrant.contender(), options, work));
      }
      for (int round = -WARM_UPS; round < options.rounds(); round++) {
        for (Entrant entrant : entrants) {
          double share = round < 0 ? Math.min(1, entrant.share()) * WARM_UP : entrant.share();
          Task task = task(entrant, Math.max(1, (long) (options.lines() * share)), options, work);
          var result = processes.get(entrant.contender()).run(task);
          expected.require(entrant.name(), task);
          if (round >= 0) {
            rounds.add(entrant.name(), result);
          }
        }
      }
    } finally {
      processes.values().forEach(ContenderProcess::close);
    }
    Folders.delete(work);
    print(report, options, rounds);
  }

  private static ContenderProcess start(
      Class<? extends Contender> contender, Options options, Path work) {
    String name = contender.getSimpleName();
    return ContenderProcess.start(name, contender, work, options.jvm(name));
  }

  private static Task task(Entrant entrant, long lines, Options options, Path work)
      throws IOException {
    long inFile = Math.min(options.lines(), MOST_IN_FILE);
    Task task =
        AlertTask.of(
                FleetFiles.of(options.folder(), entrant.devices(), inFile, PACE),
                entrant.rules(),
                lines,
                work)
            .with("out", work.resolve(entrant.name()))
            .with("checkpoints", work.resolve("checkpoints"))
            .with("checkpoint", entrant.checkpointMillis());
    for (Map.Entry<String, String> each : entrant.with().entrySet()) {
      task = task.with(each.getKey(), each.getValue());
    }
    return task;
  }

  /** What must come out: once for each input and number of rules, by the plain loop, untimed. */
  private static final class Expected {
    private final Path work;
    private final Map<String, Openings> known = new HashMap<>();

    Expected(Path work) {
      this.work = work;
    }

    void require(String name, Task done) throws IOException {
      String work = done.text("devices") + " " + done.text("rules") + " " + done.text("lines");
      Openings openings = known.get(work);
      if (openings == null) {
        openings = plain(done);
        known.put(work, openings);
      }
      openings.requireEqual(name, Openings.read(done.path("out")));
    }

    private Openings plain(Task done) throws IOException {
      Path out = work.resolve("expected");
      new DetectPlain().run(done.with("out", out));
      return Openings.read(out);
    }
  }

  private static void print(Report report, Options options, Rounds rounds) {
    report.conditions(
        options,
        "RocksDB where nothing else is said, parallelism 2, a checkpoint each 10 s, of ours with"
            + " 10,000 devices each second; fewer or more records as the shares say; equal openings"
            + " checked in every round");
    rounds.print(report);
    String ours = OURS + 10;
    rounds.ratio(report, "ours vs plain loop, rate", ours, PLAIN, Rounds.RATE, Goal.NONE);
    rounds.ratio(report, "ours vs plain loop, CPU", ours, PLAIN, Rounds.CPU, Goal.NONE);
    rounds.ratio(
        report, "1,000 rules vs 1 rule, rate", OURS + 1_000, OURS + 1, Rounds.RATE, atLeast(0.9));
    rounds.ratio(
        report, "ours vs SQL interval joins, 10 rules", ours, SQL + 10, Rounds.RATE, atLeast(100));
    rounds.ratio(
        report,
        "ours vs SQL interval joins, 50 rules",
        OURS + 50,
        SQL + 50,
        Rounds.RATE,
        atLeast(300));
    rounds.ratio(
        report, "ours vs SQL regular joins", ours, SQL_REGULAR + 10, Rounds.RATE, Goal.NONE);
    for (int rules : new int[] {1, 10}) {
      for (String cep : List.of(CEP_HEAP, CEP_ROCKSDB)) {
        rounds.ratio(
            report, "ours vs " + cep + rules, OURS + rules, cep + rules, Rounds.RATE, Goal.NONE);
      }
    }
    rounds.ratio(
        report, "100,000 devices, vs a row per event", MANY, PER_EVENT, Rounds.RATE, atLeast(8));
    rounds.ratio(
        report,
        "100,000 devices, with checkpoints vs without",
        MANY,
        MANY_UNSAFE,
        Rounds.RATE,
        atLeast(0.9));
    rounds.ratio(report, "from JSON, vs from events", JSON, ours, Rounds.RATE, Goal.NONE);
  }

  private static Goal atLeast(double bound) {
    return Goal.atLeast(bound);
  }
}
