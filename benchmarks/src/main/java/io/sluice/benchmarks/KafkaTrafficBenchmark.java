package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.AccessLogFile;
import io.sluice.benchmarks.input.FillTopic;
import io.sluice.benchmarks.minute.CoreFromKafka;
import io.sluice.benchmarks.minute.Rows;
import io.sluice.benchmarks.minute.WholeJob;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** W1 from a real broker, and the whole job as deployed from the same topic. */
final class KafkaTrafficBenchmark implements Benchmark {
  private static final String CORE = "core-kafka";
  private static final String WHOLE = "whole-job";
  private static final int PARTITIONS = 4;
  private static final String INPUT = "access-logs";
  private static final String WARM_UP = "access-logs-warm-up";
  private static final long WARM_UP_LINES = 5_000_000;
  private static final long TEN_SECONDS = 10_000;

  /**
   * Lines per second of event time: about what the job gets through, so that a second of the log
   * takes a second, as it does live at that load.
   */
  private static final int RATE = 250_000;

  @Override
  public String name() {
    return "w1-kafka";
  }

  @Override
  public String about() {
    return "the same from Kafka, and the whole job: Kafka in, Kafka and Postgres out, every stage";
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    Path work = Files.createTempDirectory(options.folder(), "run-");
    KafkaBroker broker = new KafkaBroker(SluiceHome.find(), work);
    PostgresServer postgres = new PostgresServer(work);
    try {
      broker.start();
      postgres.start();
      fill(broker, INPUT, options, options.lines());
      fill(broker, WARM_UP, options, Math.min(WARM_UP_LINES, options.lines()));
      Rounds rounds = race(options, work, common(broker, postgres, work));
      print(report, options, rounds);
    } finally {
      postgres.stop();
      broker.stop();
    }
    Folders.delete(work);
  }

  private static void fill(KafkaBroker broker, String topic, Options options, long lines)
      throws IOException {
    AccessLogFile file = AccessLogFile.of(options.folder(), "combined", lines, RATE);
    broker.createTopic(topic, PARTITIONS);
    FillTopic.with(file.path(), topic, PARTITIONS, broker.bootstrapServers());
  }

  private static Task common(KafkaBroker broker, PostgresServer postgres, Path work) {
    for (String topic : List.of("access-clean", "dead-letters", "late-events", "quality")) {
      // A round writes more than the input is long; nobody reads it.
      Map<String, String> shortLived =
          Map.of("retention.bytes", "268435456", "segment.bytes", "67108864");
      broker.createTopic(topic, PARTITIONS, shortLived);
    }
    return Task.of()
        .with("bootstrap", broker.bootstrapServers())
        .with("jdbc", postgres.createDatabase("bench"))
        .with("geo", Folders.geo())
        .with("checkpoint", TEN_SECONDS)
        .with("checkpoints", work.resolve("checkpoints"));
  }

  private static Rounds race(Options options, Path work, Task common) throws IOException {
    Rounds rounds = new Rounds();
    List<ContenderProcess> processes = new ArrayList<>();
    try {
      if (options.wants(CORE)) {
        processes.add(ContenderProcess.start(CORE, CoreFromKafka.class, work, options.jvm(CORE)));
      }
      if (options.wants(WHOLE)) {
        processes.add(ContenderProcess.start(WHOLE, WholeJob.class, work, options.jvm(WHOLE)));
      }
      for (int round = 0; round <= options.rounds(); round++) {
        boolean warmUp = round == 0;
        for (ContenderProcess process : processes) {
          Round result = process.run(task(common, process.name(), warmUp, options, work));
          if (!warmUp) {
            rounds.add(process.name(), result);
          }
          if (process.name().equals(CORE) && !warmUp) {
            Rows.read(work.resolve(CORE)).requireAll(options.lines());
          }
        }
      }
    } finally {
      processes.forEach(ContenderProcess::close);
    }
    return rounds;
  }

  private static Task task(Task common, String name, boolean warmUp, Options options, Path work) {
    return common
        .with("topic", warmUp ? WARM_UP : INPUT)
        .with("lines", warmUp ? Math.min(WARM_UP_LINES, options.lines()) : options.lines())
        .with("out", work.resolve(name));
  }

  private static void print(Report report, Options options, Rounds rounds) {
    report.conditions(
        options,
        "a checkpoint each 10 seconds, RocksDB, parallelism 2, broker and Postgres on the same"
            + " machine; every line counted once, checked in every round");
    rounds.print(report);
    rounds.ratio(report, "whole job vs core, rate", WHOLE, CORE, Rounds.RATE, Goal.atLeast(0.4));
  }
}
