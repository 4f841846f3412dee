package io.sluice.playground.demo;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.Settings;
import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.cluster.RuleTopic;
import io.sluice.playground.fleet.DeviceProfile;
import io.sluice.playground.fleet.DeviceRules;
import io.sluice.playground.fleet.DeviceTraffic;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.SluiceHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Device alerts in the embedded world: the job, its rules, and a fleet that it watches. */
public final class DeviceDemo implements AutoCloseable {
  private static final String PROFILE = "demo";

  /** In the check, which knows what is owed for it. */
  private static final Duration STORY_EVERY = Duration.ofMillis(700);

  private final DemoOptions options;
  private final DemoOptions.Devices devices;
  private final World world;
  private final Places places;
  private final Clock clock;
  private final DeviceLedger ledger;
  private final DeviceTables tables;
  private Path rulesFile;
  private JobRecord job;
  private DeviceGenerator generator;
  private DeviceTopics topics;

  DeviceDemo(DemoOptions options, World world, Places places, Clock clock) {
    this.options = options;
    this.devices = options.devices().orElseThrow();
    this.world = world;
    this.places = places;
    this.clock = clock;
    this.ledger = new DeviceLedger(options.headless());
    this.tables = new DeviceTables(world.postgres(), places.database());
  }

  /** Topics, rules and the job; the rules are there before it starts. */
  void submit(SluiceHome home, JobControl control) {
    places.devices().create(world.broker());
    String name = places.devices().job();
    rulesFile = write(home.scratch().resolve(name + "-rules.yaml"), DeviceRules.document());
    Path sequences =
        write(home.scratch().resolve(name + "-sequences.yaml"), DeviceRules.sequences());
    publishRules();
    job =
        control.submit(
            places.devices().job(),
            URI.create(world.cluster().webUi()),
            home.fatJar(DeviceAlerts.MODULE),
            DeviceAlerts.arguments(world, places, sequences, devices));
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new PartException("cannot write " + file, e);
    }
  }

  private void publishRules() {
    String bootstrap = "kafka.bootstrap-servers=" + world.broker().bootstrapServers();
    KafkaConfig kafka =
        KafkaConfig.from(
            Settings.loader(KafkaConfig.SETTINGS).assignments(List.of(bootstrap)).load());
    try (RuleTopic topic = new RuleTopic(kafka, places.devices().alertRules())) {
      topic.publish(DeviceRules.rules());
    } catch (Exception e) {
      throw new PartException("cannot publish the device rules", e);
    }
  }

  /** What is configured about the fleet, and its events from now on. */
  void start() {
    generator =
        new DeviceGenerator(
            world.broker().bootstrapServers(),
            places.devices(),
            setup(clock.millis()),
            ledger,
            clock);
    tables.configure(generator.traffic().fleet());
    topics =
        new DeviceTopics(
            world.broker().bootstrapServers(),
            places,
            ledger,
            generator.traffic()::dispatched,
            options.headless(),
            clock);
    generator.start();
  }

  private DeviceTraffic.Setup setup(long now) {
    return new DeviceTraffic.Setup(
        options.seed(),
        DeviceProfile.named(PROFILE),
        Math.max(20, devices.rate() * 2 / 3),
        devices.rate(),
        now,
        DeviceAlerts.LATENESS,
        true,
        options.headless() ? STORY_EVERY : Duration.ZERO);
  }

  /** For people: what went in and what came out. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "        %,d device events, %,d alert messages, %,d dispatch messages",
        ledger.handedOver(),
        topics.alertsRead(),
        topics.dispatchesRead());
  }

  /** For people who want to change a rule while the job runs. */
  public List<String> hints() {
    return List.of(
        "  device rules are in " + rulesFile + "; edit one, then",
        "    ./sluice rules publish --job device-alert "
            + rulesFile
            + " --bootstrap "
            + world.broker().bootstrapServers()
            + " --jdbc-url '"
            + world.postgres().jdbcUrl(places.database())
            + "' --jdbc-user "
            + world.postgres().user(),
        "  and it acts at once, without a restart.",
        "");
  }

  /** Null until it is submitted. */
  JobRecord job() {
    return job;
  }

  DeviceGenerator generator() {
    return generator;
  }

  DeviceTopics topics() {
    return topics;
  }

  DeviceTables tables() {
    return tables;
  }

  DeviceLedger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    if (generator != null) {
      generator.close();
    }
    if (topics != null) {
      topics.close();
    }
    tables.close();
  }
}
