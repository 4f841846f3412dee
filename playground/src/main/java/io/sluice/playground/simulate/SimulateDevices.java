package io.sluice.playground.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.DurationText;
import io.sluice.playground.fleet.DeviceProfile;
import io.sluice.playground.fleet.DeviceRecord;
import io.sluice.playground.fleet.DeviceRules;
import io.sluice.playground.fleet.DeviceTraffic;
import io.sluice.playground.fleet.ExpectedMessage;
import io.sluice.playground.fleet.FleetSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice simulate devices}: what a fleet says, and what is known and done about it. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = {
      "Events of a made-up fleet: heartbeats, faults, recoveries, alarms; devices that chatter, a",
      "site that fails at once, clocks that are wrong, records late, twice and out of order.",
      "To a file: history at the pace of event time, written as fast as possible.",
      "To Kafka: live, from now on."
    })
final class SimulateDevices extends SimulateStream {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long STEP = 1_000;
  private static final long LIVE_STEP = 5;

  /** How often a story begins, and what the longest takes beside the tolerance. */
  private static final Duration STORY_EVERY = Duration.ofSeconds(10);

  private static final Duration STORY = Duration.ofSeconds(30);
  private static final double RATE_FOR_STORIES = 10;

  @Option(
      names = "--topic",
      description = "Topic to send to (default ${DEFAULT-VALUE}).",
      defaultValue = "device-events")
  String topic;

  @Option(
      names = "--profile",
      description =
          "demo, calm (nothing late, twice or garbage), storm (a site each 15 s) or dirty (much of"
              + " all) (default ${DEFAULT-VALUE}).",
      defaultValue = "demo")
  String profile;

  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many devices (default ${DEFAULT-VALUE}).",
      defaultValue = "200")
  int devices;

  @Option(
      names = "--lateness",
      paramLabel = "DURATION",
      description =
          "The setting lateness of the job that will read it: what is to be within it and beyond"
              + " (default ${DEFAULT-VALUE}).",
      defaultValue = "30s")
  String lateness;

  @Option(
      names = "--devices-out",
      paramLabel = "FILE",
      description = "The configuration of devices and levels, for replay's --devices.")
  Optional<Path> devicesOut = Optional.empty();

  @Option(
      names = "--rules-out",
      paramLabel = "FILE.yaml",
      description = "Rules that fit these devices, for replay's --rules.")
  Optional<Path> rulesOut = Optional.empty();

  @Option(
      names = "--sequences-out",
      paramLabel = "FILE.yaml",
      description = "Sequences that fit them, for the setting cep.sequences.")
  Optional<Path> sequencesOut = Optional.empty();

  @Option(
      names = "--work-orders-out",
      paramLabel = "FILE",
      description = "How far the work on alerts of stories is; with --expected-out.")
  Optional<Path> workOrdersOut = Optional.empty();

  @Option(
      names = "--actions-out",
      paramLabel = "FILE",
      description = "What operators shelved in stories; with --expected-out.")
  Optional<Path> actionsOut = Optional.empty();

  @Option(
      names = "--expected-out",
      paramLabel = "FILE",
      description =
          "Every 10 s a story on a device of its own (story-…), and here each message that the job"
              + " owes for it by --rules-out and --sequences-out: compare it with what a replay"
              + " gives. With --out only.")
  Optional<Path> expectedOut = Optional.empty();

  @Override
  public Integer call() {
    requireTogether();
    long from = firstInstant();
    try (Writing writing = new Writing()) {
      DeviceTraffic traffic = new DeviceTraffic(setup(from), writing);
      write(devicesOut, traffic.fleet().configuration());
      write(rulesOut, DeviceRules.document().lines().toList());
      write(sequencesOut, DeviceRules.sequences().lines().toList());
      play(traffic, writing, from);
      write(expectedOut, texts(traffic.expected()));
      out().printf(Locale.ROOT, "%,d records%n", writing.records);
      out().flush();
      return 0;
    } catch (UncheckedIOException e) {
      throw wrong(where() + ": " + reason(e.getCause()));
    } catch (IOException e) {
      throw wrong(where() + ": " + reason(e));
    }
  }

  private void requireTogether() {
    if (expectedOut.isPresent() && live()) {
      throw wrong("--expected-out goes with --out only");
    }
    if (expectedOut.isEmpty() && (workOrdersOut.isPresent() || actionsOut.isPresent())) {
      throw wrong("--work-orders-out and --actions-out go with --expected-out");
    }
    if (expectedOut.isPresent() && rate < RATE_FOR_STORIES) {
      throw wrong("--expected-out needs a --rate of at least 10: time must go on in stories");
    }
    positive("--seconds", seconds);
    positive("--rate", rate);
    positive("--devices", devices);
    if (expectedOut.isPresent() && seconds * 1_000 <= storyMillis()) {
      throw wrong("--expected-out needs --seconds of more than " + storyMillis() / 1_000);
    }
  }

  private long storyMillis() {
    return STORY.toMillis() + 2 * tolerance().toMillis();
  }

  private DeviceTraffic.Setup setup(long from) {
    return new DeviceTraffic.Setup(
        seed,
        named(profile),
        devices,
        rate,
        from,
        tolerance(),
        live(),
        expectedOut.isPresent() ? STORY_EVERY : Duration.ZERO);
  }

  private DeviceProfile named(String name) {
    try {
      return DeviceProfile.named(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Duration tolerance() {
    try {
      return DurationText.parse(lateness);
    } catch (IllegalArgumentException e) {
      throw wrong("--lateness " + lateness + " is no duration such as 30s");
    }
  }

  private void play(DeviceTraffic traffic, Writing writing, long from) {
    long until = from + seconds * 1_000;
    long step = live() ? LIVE_STEP : STEP;
    Progress progress = new Progress();
    for (long at = from; at < until; at += step) {
      if (live() && !waitFor(at)) {
        return;
      }
      if (at >= until - storyMillis()) {
        traffic.endStories();
      }
      traffic.advance(at);
      progress.show(writing.records, at);
    }
    traffic.advance(until - 1);
  }

  private static List<String> texts(List<ExpectedMessage> messages) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ExpectedMessage message : messages) {
      lines.add(JSON.writeValueAsString(message));
    }
    return lines;
  }

  private static void write(Optional<Path> file, List<String> lines) throws IOException {
    if (file.isPresent()) {
      Files.write(file.get(), lines);
    }
  }

  /** Each kind into its file; errors come out unchecked. */
  private final class Writing implements FleetSink, AutoCloseable {
    private final LineTarget events = target(topic);
    private final Optional<LineTarget> workOrders = file(workOrdersOut);
    private final Optional<LineTarget> actions = file(actionsOut);
    private long records;

    Writing() throws IOException {}

    private static Optional<LineTarget> file(Optional<Path> path) throws IOException {
      return path.isPresent() ? Optional.of(LineTarget.file(path.get())) : Optional.empty();
    }

    /** In a topic at its arrival: by that the job tells a clock that is ahead. */
    @Override
    public void event(DeviceRecord record) {
      records++;
      write(events, record.key(), record.value(), live() ? clock.millis() : record.timestamp());
    }

    @Override
    public void workOrder(String deviceId, String json, long ts) {
      workOrders.ifPresent(target -> write(target, null, bytes(json), ts));
    }

    @Override
    public void action(String json, long ts) {
      actions.ifPresent(target -> write(target, null, bytes(json), ts));
    }

    /** Live there is no topic for it, and in a file nothing is waited for. */
    @Override
    public void signOfLife(String workOrder, String action) {}

    private static byte[] bytes(String json) {
      return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(LineTarget target, byte[] key, byte[] value, long timestamp) {
      try {
        target.accept(key, value, timestamp);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      events.close();
      if (workOrders.isPresent()) {
        workOrders.get().close();
      }
      if (actions.isPresent()) {
        actions.get().close();
      }
    }
  }
}
