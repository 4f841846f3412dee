package io.sluice.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.demo.Demo;
import io.sluice.playground.demo.DemoCheck;
import io.sluice.playground.demo.DemoOptions;
import io.sluice.playground.demo.DemoReport;
import io.sluice.playground.demo.Fault;
import io.sluice.playground.demo.Places;
import io.sluice.playground.demo.World;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import io.sluice.playground.simulate.LogLine;
import io.sluice.playground.testing.Parts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jobs from the broker to the tables on real parts, with what can break breaking. */
@ExtendWith(Parts.class)
class DemoITCase {
  private static final Duration OUTAGE = Duration.ofSeconds(20);

  private final Clock clock = Clock.systemUTC();

  /** A cap that the paths of a minute pass by far: a restart must not count any of them twice. */
  private static DemoOptions options(Duration traffic, Optional<DemoOptions.Devices> devices) {
    Map<String, String> settings = Map.of("traffic.max-values", "60");
    return new DemoOptions(
        true, traffic, 200, 2, 2, 2, 7, "demo", true, 0, Optional.empty(), settings, devices);
  }

  private static DemoOptions options(Duration traffic) {
    return options(traffic, Optional.empty());
  }

  @Test
  void balancesAlthoughATaskManagerIsKilled(
      KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster, @TempDir Path directory)
      throws Exception {
    DemoOptions.Devices devices = new DemoOptions.Devices(60, 2, Map.of());
    DemoOptions options = options(Duration.ofSeconds(30), Optional.of(devices));
    World world = new World(broker, postgres, cluster);
    try (Demo demo =
        new Demo(options, SluiceHome.find(), world, Places.of("killed"), line -> {}, clock)) {
      demo.start();
      DemoReport report = new DemoCheck(options, demo, line -> {}, clock).run();
      Path file = directory.resolve("demo.json");
      report.write(file);

      assertThat(report.balanced()).as(report.summary()).isTrue();
      assertThat(report.fault().part()).startsWith("taskmanager-");
      assertThat(Files.readString(file))
          .contains("\"balanced\" : true", "\"p99Ms\"", "\"stories in device-dispatches\"");
    }
  }

  @Test
  void losesAndDoublesNothingWhileEverythingBreaks(
      KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster) throws Exception {
    DemoOptions options = options(Duration.ofSeconds(60));
    World world = new World(broker, postgres, cluster);
    try (Demo demo =
        new Demo(options, SluiceHome.find(), world, Places.of("broken"), line -> {}, clock)) {
      demo.start();
      DemoCheck check = new DemoCheck(options, demo, line -> {}, clock);
      DemoReport report = check.run(() -> breakEverything(demo, check));

      assertThat(report.balanced()).as(report.summary()).isTrue();
    }
  }

  @Test
  void losesAndDoublesNothingWhenRescaledBySavepointAndRulesChangeAndStay(
      KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster, @TempDir Path directory)
      throws Exception {
    DemoOptions options = options(Duration.ofSeconds(30));
    World world = new World(broker, postgres, cluster);
    Places places = Places.of("rescaled");
    CleaningRulesProbe rules = new CleaningRulesProbe(world, places, directory);
    try (Demo demo = new Demo(options, SluiceHome.find(), world, places, line -> {}, clock)) {
      demo.start();
      DemoCheck check = new DemoCheck(options, demo, line -> {}, clock);
      DemoReport report = check.run(() -> rescale(demo, rules));

      assertThat(report.balanced()).as(report.summary()).isTrue();
    }
  }

  /** The rules only mark requests, so that nothing is missing from the balance. */
  private static Fault rescale(Demo demo, CleaningRulesProbe rules) throws Exception {
    awaitCounted(demo, 500);
    rules.publish(1, "{id: mark, set: {labels.seen: \"'yes'\"}}");
    rules.await("ACTIVE", 1);
    rules.awaitHits("mark", 1);
    demo.restart(Map.of("parallelism", "4"));
    rules.publishUnchecked("{id: cleaning, version: 2, rules: [{id: bad, when: 1, drop: true}]}");
    rules.await("REFUSED", 2);
    rules.awaitHits("mark", rules.hits("mark") + 500);
    demo.restart(Map.of("parallelism", "1"));
    rules.awaitHits("mark", rules.hits("mark") + 500);
    return null;
  }

  private Fault breakEverything(Demo demo, DemoCheck check) throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    World world = demo.world();
    awaitCounted(demo, 200);
    sendRubbish(demo, random);
    world.broker().kill();
    world.broker().start();
    awaitCounted(demo, demo.counted() + 200);
    sendRubbish(demo, random);
    world.postgres().stop();
    TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
    sendRubbish(demo, random);
    world.postgres().start();
    awaitCounted(demo, demo.counted() + 200);
    Fault fault = check.killOne();
    sendRubbish(demo, random);
    return fault;
  }

  private static void awaitCounted(Demo demo, long requests) {
    Await.until(
        requests + " requests are counted",
        Duration.ofMinutes(3),
        () -> demo.counted() >= requests);
  }

  /** Random bytes, a line of a megabyte and one of somewhat more, in no format. */
  private void sendRubbish(Demo demo, SplittableRandom random) {
    for (int size : new int[] {0, 1, 300, 1 << 20, (1 << 20) + 4096}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      send(demo, bytes, random);
    }
    send(demo, "a ".repeat(512 << 10).getBytes(StandardCharsets.UTF_8), random);
  }

  private void send(Demo demo, byte[] bytes, SplittableRandom random) {
    String id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
    demo.generator().send(new LogLine(bytes, id, clock.millis(), true));
  }
}
