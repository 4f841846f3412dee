package io.sluice.benchmarks;

import io.sluice.benchmarks.alerts.AlertTask;
import io.sluice.benchmarks.alerts.FleetFiles;
import io.sluice.benchmarks.alerts.HearAlerts;
import io.sluice.benchmarks.alerts.LiveAlerts;
import io.sluice.benchmarks.alerts.SpeakLive;
import io.sluice.benchmarks.contest.ContenderProcess;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Spread;
import io.sluice.benchmarks.contest.Task;
import io.sluice.playground.demo.Stage;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** How long an alert takes: from an event in the broker to the alert in its topic. */
final class AlertLatencyBenchmark implements Benchmark {
  private static final String OURS = "live";
  private static final int DEVICES = 100_000;
  private static final int RATE = 20_000;
  private static final int RULES = 100;
  private static final int PARTITIONS = 4;
  private static final long WARM_UP_MILLIS = 40_000;
  private static final long ROUND_MILLIS = 20_000;
  private static final long TEN_SECONDS = 10_000;
  private static final double GOAL_MILLIS = 100;

  private static final List<String> OTHER_TOPICS =
      List.of(
          "work-orders",
          "operator-actions",
          "alert-rules",
          "device-dispatches",
          "late-events",
          "dead-letters");

  @Override
  public String name() {
    return "w3-latency";
  }

  @Override
  public String about() {
    return String.format(
        Locale.ROOT,
        "%,d events/s of %,d devices, %d rules: event in the broker to alert in its topic",
        RATE,
        DEVICES,
        RULES);
  }

  @Override
  public void run(Options options, Report report) throws IOException {
    Path work = Files.createTempDirectory(options.folder(), "run-");
    KafkaBroker broker = new KafkaBroker(SluiceHome.find(), work);
    PostgresServer postgres = new PostgresServer(work);
    try {
      broker.start();
      postgres.start();
      broker.createTopic("device-events", PARTITIONS);
      broker.createTopic("device-alerts", PARTITIONS);
      OTHER_TOPICS.forEach(topic -> broker.createTopic(topic, PARTITIONS));
      Task task =
          AlertTask.of(new FleetFiles("none", DEVICES, 0), RULES, 0, work)
              .with("bootstrap", broker.bootstrapServers())
              .with("jdbc", postgres.createDatabase("bench"))
              .with("checkpoint", TEN_SECONDS)
              .with("checkpoints", work.resolve("checkpoints"))
              .with("until", work.resolve("until"));
      print(report, options, measure(options, task, work));
    } finally {
      postgres.stop();
      broker.stop();
    }
    Folders.delete(work);
  }

  private static List<Stage.Latency> measure(Options options, Task task, Path work)
      throws IOException {
    HearAlerts alerts = new HearAlerts("device-alerts", task.text("bootstrap"));
    Thread listener = new Thread(alerts, "hear-alerts");
    List<Stage.Latency> rounds = new ArrayList<>();
    try (ContenderProcess ours =
            ContenderProcess.start(OURS, LiveAlerts.class, work, options.jvm(OURS));
        SpeakLive fleet = new SpeakLive(DEVICES, RATE, "device-events", task.text("bootstrap"))) {
      listener.start();
      CompletableFuture<?> job = CompletableFuture.supplyAsync(() -> ours.run(task));
      try {
        speak(fleet, WARM_UP_MILLIS, job);
        alerts.take();
        for (int round = 0; round < options.rounds(); round++) {
          speak(fleet, ROUND_MILLIS, job);
          rounds.add(alerts.take().summary(0, null));
        }
      } finally {
        Files.createFile(task.path("until"));
        alerts.stop();
      }
      job.join();
    }
    return rounds;
  }

  private static void speak(SpeakLive fleet, long millis, CompletableFuture<?> job) {
    long said = fleet.until(System.currentTimeMillis() + millis);
    System.err.printf(Locale.ROOT, "  %,d events sent in %,d ms%n", said, millis);
    if (job.isDone()) {
      job.join();
      throw new ContestException("the job has ended", null);
    }
  }

  private static void print(Report report, Options options, List<Stage.Latency> rounds) {
    report.say(
        String.format(
            Locale.ROOT,
            "%d rounds of %d s after %d s of warming up; a checkpoint each 10 s, RocksDB, parallelism"
                + " 2; broker, Postgres and whoever sends on the same machine; %,d alerts",
            options.rounds(),
            ROUND_MILLIS / 1_000,
            WARM_UP_MILLIS / 1_000,
            rounds.stream().mapToLong(Stage.Latency::samples).sum()));
    report.ratio("event → alert, p50 in ms", spread(rounds, Stage.Latency::p50Ms), Goal.NONE);
    report.ratio(
        "event → alert, p99 in ms", spread(rounds, Stage.Latency::p99Ms), Goal.atMost(GOAL_MILLIS));
  }

  private static Spread spread(
      List<Stage.Latency> rounds, java.util.function.ToDoubleFunction<Stage.Latency> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).toArray());
  }
}
