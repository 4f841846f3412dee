package io.sluice.playground.demo;

import io.sluice.playground.part.Await;
import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.FlinkRest;
import io.sluice.playground.part.PartException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The demo as a check: sends for a while, kills a TaskManager in the middle, waits until all has
 * arrived and balances what was sent with what the sinks hold. The jobs' own counters have no say.
 */
public final class DemoCheck {
  private static final int WARM_UP_SECONDS = 15;
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);
  private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(3);

  /** Long enough for several checkpoints: a line written twice would show by then. */
  private static final Duration SETTLE = Duration.ofSeconds(6);

  /** So that most have come to their end when the traffic does. */
  private static final Duration STORIES_END_BEFORE = Duration.ofSeconds(10);

  private static final ZoneId ZONE = ZoneOffset.UTC;

  private final DemoOptions options;
  private final Demo demo;
  private final Consumer<String> progress;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();
  private long startedAt;
  private DemoLine line;
  private long stoppedAt;

  public DemoCheck(DemoOptions options, Demo demo, Consumer<String> progress, Clock clock) {
    this.options = options;
    this.demo = demo;
    this.progress = progress;
    this.clock = clock;
  }

  /** What happens while lines are sent; gives what was broken, null when nothing was. */
  @FunctionalInterface
  public interface Script {
    Fault play() throws Exception;
  }

  /** On a started demo: half the time, the kill, the other half. */
  public DemoReport run() throws Exception {
    return run(this::letItRun);
  }

  /** On a started demo; gives the report whether it balances or not. */
  public DemoReport run(Script script) throws Exception {
    String bootstrap = demo.world().broker().bootstrapServers();
    try (SinkTopics topics = new SinkTopics(bootstrap, demo.places(), demo.ledger(), clock);
        TrafficTable polled = new TrafficTable(demo.world().postgres(), demo.places().database());
        TrafficTable table = new TrafficTable(demo.world().postgres(), demo.places().database());
        TrafficProbe probe = new TrafficProbe(demo.ledger(), polled, clock)) {
      startedAt = clock.millis();
      line = new DemoLine(demo.ledger().handedOver(), startedAt);
      demo.startTraffic();
      Fault fault = script.play();
      demo.generator().stop();
      stoppedAt = clock.millis();
      awaitArrival(topics, table);
      devices().ifPresent(this::awaitDecisions);
      pause(SETTLE);
      return report(topics, table, probe, fault);
    }
  }

  private Fault letItRun() {
    long half = startedAt + options.traffic().toMillis() / 2;
    showUntil(half);
    Fault fault = options.kill() ? killOne() : null;
    long end = startedAt + options.traffic().toMillis();
    showUntil(Math.max(half, end - STORIES_END_BEFORE.toMillis()));
    demo.devices().ifPresent(devices -> devices.generator().traffic().endStories());
    showUntil(end);
    return fault;
  }

  /** kill -9 of a TaskManager that runs log analytics, a new one, all jobs back to work. */
  public Fault killOne() {
    FlinkCluster cluster = demo.world().cluster();
    FlinkRest rest = cluster.rest();
    String victim =
        rest.taskManagersOf(demo.jobId()).stream()
            .findFirst()
            .orElseThrow(() -> new PartException("no TaskManager runs the job"));
    Map<String, Integer> failuresBefore = new HashMap<>();
    for (String job : demo.jobIds()) {
      if (rest.taskManagersOf(job).contains(victim)) {
        failuresBefore.put(job, rest.failures(job));
      }
    }
    progress.accept("kill -9 " + victim);
    long killedAt = clock.millis();
    cluster.killTaskManager(victim);
    cluster.addTaskManager();
    failuresBefore.forEach((job, before) -> awaitBackToWork(rest, victim, job, before));
    Fault fault = new Fault(victim, killedAt, clock.millis());
    progress.accept(
        String.format(Locale.ROOT, "every task runs again after %.1f s", fault.recoverySeconds()));
    return fault;
  }

  private static void awaitBackToWork(
      FlinkRest rest, String victim, String job, int failuresBefore) {
    Await.until(
        "Flink has noticed the loss of " + victim,
        RECOVERY_LIMIT,
        () -> rest.failures(job) > failuresBefore);
    rest.awaitRunning(job, RECOVERY_LIMIT);
  }

  private void showUntil(long time) {
    while (clock.millis() < time) {
      pause(Duration.ofMillis(Math.max(1, Math.min(5_000, time - clock.millis()))));
      progress.accept(line.next(demo, clock.millis()));
      demo.devices().ifPresent(devices -> progress.accept(devices.line()));
    }
  }

  private void awaitArrival(SinkTopics topics, TrafficTable table) {
    SentLedger ledger = demo.ledger();
    long good = ledger.acknowledged() - ledger.garbageAcknowledged();
    try {
      Await.until(
          "all that was sent has arrived",
          ARRIVAL_LIMIT,
          () ->
              topics.clean().distinct() >= good
                  && topics.dead().distinct() >= ledger.garbageAcknowledged()
                  && new TrafficBalance(ledger.goodBySecond(), ZONE, table.sums()).isBalanced());
      progress.accept("all that was sent has arrived");
    } catch (PartException e) {
      problems.add(e.getMessage());
    }
  }

  private Optional<DeviceCheck> devices() {
    return demo.devices()
        .map(devices -> new DeviceCheck(devices, demo.world().broker(), demo.places().devices()));
  }

  private void awaitDecisions(DeviceCheck devices) {
    List<String> missed = devices.finish();
    problems.addAll(missed);
    if (missed.isEmpty()) {
      progress.accept("all that devices are owed has been decided");
    }
  }

  private DemoReport report(SinkTopics topics, TrafficTable table, TrafficProbe probe, Fault fault)
      throws SQLException {
    long measuredFrom = startedAt + WARM_UP_SECONDS * 1000L;
    RequestBalance requests = new RequestBalance(demo.ledger(), topics.clean(), topics.dead());
    List<Stage> stages = new ArrayList<>();
    stages.add(inputStage());
    stages.add(requests.cleanStage().with(topics.latency().summary(measuredFrom, fault)));
    stages.add(requests.deadStage());
    for (Stage traffic :
        new TrafficBalance(demo.ledger().goodBySecond(), ZONE, table.sums()).stages()) {
      boolean timed = traffic.name().contains("second");
      stages.add(timed ? traffic.with(probe.latency().summary(measuredFrom, fault)) : traffic);
    }
    List<DemoReport.Pipeline> pipelines = new ArrayList<>();
    pipelines.add(new DemoReport.Pipeline(LogAnalytics.NAME, stages));
    if (devices().isPresent()) {
      pipelines.add(devices().get().pipeline(measuredFrom, fault));
    }
    return new DemoReport(
        Instant.ofEpochMilli(startedAt).toString(),
        (stoppedAt - startedAt) / 1000.0,
        options.rate(),
        options.seed(),
        options.profile(),
        options.taskManagers(),
        options.parallelism(),
        Runtime.getRuntime().availableProcessors(),
        WARM_UP_SECONDS,
        fault,
        pipelines,
        problems);
  }

  /** From the generator into the broker: what was handed over, acknowledged, and is in the log. */
  private Stage inputStage() {
    SentLedger ledger = demo.ledger();
    return Stage.ofInput(
        "lines in access-logs",
        ledger.handedOver(),
        ledger.acknowledged(),
        demo.world().broker().records(demo.places().accessLogs()),
        ledger.failed() == 0
            ? List.of()
            : List.of(
                ledger.failed() + " lines were refused, the first for " + ledger.firstFailure()));
  }

  private static void pause(Duration duration) {
    try {
      TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartException("interrupted", e);
    }
  }
}
