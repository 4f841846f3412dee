package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.AccessLogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of the job by itself, one thread, against what one would use instead. */
final class SideBySide implements Benchmark {
  private static final long MOST_INPUT = 200_000;
  private static final long WARM_UPS = 3;

  private final String name;
  private final String about;
  private final String profile;
  private final double share;
  private final Map<String, Class<? extends Contender>> contenders = new LinkedHashMap<>();

  /**
   * @param profile of the simulator
   * @param share of the records of a round that this step works through, for slow ones
   */
  SideBySide(String name, String about, String profile, double share) {
    this.name = name;
    this.about = about;
    this.profile = profile;
    this.share = share;
  }

  /** The first one is ours. */
  SideBySide with(String contender, Class<? extends Contender> type) {
    contenders.put(contender, type);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    long records = Math.max(1, (long) (options.lines() * share));
    AccessLogFile input =
        AccessLogFile.of(options.folder(), profile, Math.min(MOST_INPUT, options.lines()));
    Path work = Files.createTempDirectory(options.folder(), "run-");
    Rounds rounds = new Rounds();
    List<ContenderProcess> processes = new ArrayList<>();
    try {
      contenders.forEach(
          (label, type) ->
              processes.add(ContenderProcess.start(label, type, work, options.jvm(label))));
      for (long round = -WARM_UPS; round < options.rounds(); round++) {
        for (ContenderProcess process : processes) {
          Task task =
              Task.of()
                  .with("input", input.path())
                  .with("profile", profile)
                  .with("lines", round < 0 ? Math.min(records, MOST_INPUT) : records)
                  .with("geo", Folders.geo())
                  .with("out", work.resolve(process.name() + ".sum"));
          var result = process.run(task);
          if (round >= 0) {
            rounds.add(process.name(), result);
          }
        }
        requireEqual(work);
      }
    } finally {
      processes.forEach(ContenderProcess::close);
    }
    Folders.delete(work);
    print(report, options, records, rounds);
  }

  private void requireEqual(Path work) throws IOException {
    String first = null;
    for (String label : contenders.keySet()) {
      String sum = Files.readString(work.resolve(label + ".sum"));
      if (first != null && !first.equals(sum)) {
        throw new ContestException(label + " has " + sum + ", not " + first, null);
      }
      first = sum;
    }
  }

  private void print(Report report, Options options, long records, Rounds rounds) {
    report.conditions(
        new Options(records, options.rounds(), options.folder(), "all", false),
        "one thread; equal sums of the results checked in every round");
    rounds.print(report);
    String ours = contenders.keySet().iterator().next();
    for (String other : contenders.keySet()) {
      if (!other.equals(ours)) {
        rounds.ratio(report, ours + " vs " + other + ", rate", ours, other, Rounds.RATE, Goal.NONE);
      }
    }
  }
}
