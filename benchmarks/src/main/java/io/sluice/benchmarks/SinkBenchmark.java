package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.micro.SinkConnector;
import io.sluice.benchmarks.micro.SinkOurs;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.loganalytics.live.LivePorts;
import io.sluice.playground.part.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Rows of traffic into Postgres: our writer must earn its place beside Flink's connector. */
final class SinkBenchmark implements Benchmark {
  private static final String OURS = "ours";
  private static final String CONNECTOR = "jdbc-connector";
  private static final double SHARE = 0.1;
  private static final long MOST_WARM_UP_ROWS = 50_000;

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public String about() {
    return "growing rows of traffic upserted into Postgres under the version guard";
  }

  @Override
  public void run(Options options, Report report) throws Exception {
    long rows = Math.max(1, (long) (options.lines() * SHARE));
    Path work = Files.createTempDirectory(options.folder(), "run-");
    PostgresServer postgres = new PostgresServer(work);
    Rounds rounds = new Rounds();
    try {
      postgres.start();
      Task common = common(postgres, work);
      try (ContenderProcess ours =
              ContenderProcess.start(OURS, SinkOurs.class, work, options.jvm(OURS));
          ContenderProcess connector =
              ContenderProcess.start(
                  CONNECTOR, SinkConnector.class, work, options.jvm(CONNECTOR))) {
        race(List.of(ours, connector), common, rows, options.rounds(), rounds);
      }
    } finally {
      postgres.stop();
    }
    Folders.delete(work);
    report.conditions(
        new Options(rows, options.rounds(), options.folder(), "all", false),
        "20,000 keys, batches of 1,000, flushed each 100 ms, parallelism 2; equal tables checked"
            + " in every round");
    rounds.print(report);
    rounds.ratio(report, "ours vs JDBC connector, rate", OURS, CONNECTOR, Rounds.RATE, Goal.NONE);
  }

  private static void race(
      List<ContenderProcess> processes, Task common, long rows, int count, Rounds rounds)
      throws IOException {
    for (int round = 0; round <= count; round++) {
      String first = null;
      for (ContenderProcess process : processes) {
        long lines = round == 0 ? Math.min(rows, MOST_WARM_UP_ROWS) : rows;
        var result = process.run(common.with("lines", lines));
        if (round > 0) {
          rounds.add(process.name(), result);
        }
        String sum = Files.readString(common.path("out"));
        if (first != null && !first.equals(sum)) {
          throw new ContestException(process.name() + " left " + sum + ", not " + first, null);
        }
        first = sum;
      }
    }
  }

  private static Task common(PostgresServer postgres, Path work) {
    String url = postgres.createDatabase("bench");
    JdbcConfig jdbc =
        new JdbcConfig(
            url, "postgres", Secret.of(""), true, Duration.ofSeconds(10), Duration.ofSeconds(30));
    SchemaMigrations.of(LivePorts.JOB, jdbc).run();
    return Task.of()
        .with("jdbc", url)
        .with("out", work.resolve("table.sum"))
        .with("checkpoint", 1_000)
        .with("checkpoints", work.resolve("checkpoints"));
  }
}
