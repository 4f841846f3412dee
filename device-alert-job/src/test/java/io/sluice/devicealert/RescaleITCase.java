package io.sluice.devicealert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.sink.file.JsonLinesSink;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.common.source.file.FileRecordSource;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.message.AlertEncoder;
import io.sluice.devicealert.message.DispatchEncoder;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole graph on RocksDB, stopped somewhere with a savepoint and started again with twice the
 * parallelism, over events in disorder and in part twice, gives the dispatches of a replay of the
 * same events in order, and in the end the same alerts.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RescaleITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BEGINNING = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
  private static final int DEVICES = 80;
  private static final int EVENTS = 8_000;
  private static final int TOLERANCE = 30_000;
  private static final List<String> EVENT_KINDS =
      List.of(
          "\"type\":\"FAULT\",\"code\":\"A\"",
          "\"type\":\"FAULT\",\"code\":\"B\"",
          "\"type\":\"FAULT\",\"code\":\"C\"",
          "\"type\":\"RECOVERY\",\"code\":\"A\"",
          "\"type\":\"RECOVERY\",\"code\":\"C\"",
          "\"type\":\"ALARM\"",
          "\"type\":\"RUN\"",
          "\"type\":\"HEARTBEAT\"");
  private static final String RULES =
      """
      rules:
        - {id: pair, alertType: PAIR, severity: CRITICAL, hold: 45s, overrides: [LASTING],
           match: {allOf: [{fault: A}, {fault: B}], within: 60s, unless: [{recovery: A}]},
           revokeOn: [{recovery: A}]}
        - {id: no-run, alertType: STALL, hold: 10s,
           match: {sequence: [{fault: C}, {type: ALARM}], within: 60s, unless: [{type: RUN}]},
           revokeOn: [{type: RUN}]}
        - {id: often, alertType: OFTEN, match: {count: {of: {fault: C}, atLeast: 3}, within: 2m},
           revokeOn: [{recovery: C}]}
        - {id: lasting, alertType: LASTING, hold: 20s,
           match: {duration: {of: {fault: A}}, for: 90s}, revokeOn: [{recovery: A}]}
        - {id: silent, alertType: SILENT, hold: 1m,
           match: {absence: {of: {type: HEARTBEAT}}, for: 5m}, revokeOn: [{type: HEARTBEAT}]}
      """;

  @TempDir private Path folder;
  private Path rules;

  @Test
  void aSavepointAnywhereAndTwiceTheParallelismChangeNothing() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    Map<Long, List<String>> events = events(random);
    Path ordered = write("ordered.jsonl", events);
    Path arriving = write("arriving.jsonl", inDisorder(events, random));

    new DeviceAlertReplay(
            new DeviceAlertReplay.Inputs(ordered, Optional.empty(), Optional.empty()),
            folder.resolve("replay"),
            Settings.of(
                DeviceAlertReplay.settings(),
                Map.of("rules.file", rules.toString(), "parallelism", "1")))
        .run(progress -> {});
    int place = EVENTS / 4 + random.nextInt(EVENTS / 2);
    Path savepoint = stopped(start(2, "first", arriving, place, null));
    Files.createFile(folder.resolve("hurry"));
    start(4, "second", arriving, place, savepoint).getJobExecutionResult().get();

    assertThat(perDevice("first", "second"))
        .as("seed %d, stopped after %d", seed, place)
        .isEqualTo(perDevice("replay"));
    assertThat(finalAlerts("first", "second")).as("seed %d", seed).isEqualTo(finalAlerts("replay"));
    assertThat(Files.size(folder.resolve("first/dispatches.jsonl"))).isPositive();
    assertThat(Files.size(folder.resolve("second/dispatches.jsonl"))).isPositive();
  }

  private JobClient start(int parallelism, String out, Path events, int place, Path from)
      throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "rules.file", rules.toString(),
                "parallelism", String.valueOf(parallelism),
                "max-parallelism", "16",
                "watermark-interval", "10ms",
                "checkpoint.interval", "1s",
                "checkpoint.min-pause", "0s",
                "checkpoint.directory", folder.resolve("checkpoints").toString(),
                "state.heap-size", "1mb",
                "flink.restart-strategy.type", "none"));
    if (from != null) {
      settings.put("flink.execution.state-recovery.path", from.toUri().toString());
    }
    DeviceAlertConfig config =
        DeviceAlertConfig.forReplay(
            Settings.of(SettingsSection.settingsOf(DeviceAlertConfig.SECTIONS), settings));
    StreamExecutionEnvironment environment =
        JobEnvironment.local(config.runtime(), JobEnvironment.configuration(config.runtime()));
    assertThat(environment.getConfiguration().get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");
    new DeviceAlertPipeline(config, ports(out, events, place)).build(environment);
    return environment.executeAsync("rescale to " + parallelism);
  }

  private DeviceAlertPorts ports(String out, Path events, int place) throws IOException {
    return new DeviceAlertPorts(
        new PacedFile(events, folder, place),
        null,
        null,
        null,
        null,
        file(out, "alerts.jsonl", new AlertEncoder(false)),
        DeviceAlertPorts.none(),
        DeviceAlertPorts.none(),
        DeviceAlertPorts.none(),
        new DispatchPorts(
            null,
            file(out, "dispatches.jsonl", new DispatchEncoder(false)),
            DeviceAlertPorts.none()));
  }

  private <T> SinkPort<T> file(String out, String name, RecordEncoder<T> encoder) {
    return JsonLinesSink.to(folder.resolve(out).resolve(name), encoder);
  }

  private Path stopped(JobClient job) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.exists(folder.resolve("there"))) {
      assertThat(Instant.now()).as("the place is reached").isBefore(deadline);
      assertThat(job.getJobExecutionResult()).as("still in the middle").isNotDone();
      LockSupport.parkNanos(10_000_000);
    }
    String savepoint =
        job.stopWithSavepoint(
                false,
                folder.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get();
    return Path.of(URI.create(savepoint));
  }

  /** By time; the first event of every device is a heartbeat. */
  private static Map<Long, List<String>> events(Random random) {
    Map<Long, List<String>> events = new TreeMap<>();
    for (int each = 0; each < EVENTS; each++) {
      long ts = BEGINNING + each * 90L;
      int device = each < DEVICES ? each : random.nextInt(DEVICES);
      String kind = EVENT_KINDS.get(each < DEVICES ? 7 : random.nextInt(EVENT_KINDS.size()));
      String event =
          "{\"eventId\":\"e%d\",\"deviceId\":\"d%d\",%s,\"ts\":%d}"
              .formatted(each, device, kind, ts);
      events.computeIfAbsent(ts, none -> new ArrayList<>()).add(event);
    }
    return events;
  }

  /** By arrival: each comes up to the tolerance after its time, some come twice. */
  private static Map<Long, List<String>> inDisorder(Map<Long, List<String>> events, Random random) {
    Map<Long, List<String>> arrivals = new TreeMap<>();
    events.forEach(
        (ts, together) -> {
          for (String event : together) {
            for (int times = random.nextInt(8) == 0 ? 2 : 1; times > 0; times--) {
              arrivals
                  .computeIfAbsent(ts + random.nextInt(TOLERANCE), none -> new ArrayList<>())
                  .add(event);
            }
          }
        });
    return arrivals;
  }

  private Path write(String name, Map<Long, List<String>> events) throws IOException {
    return Files.write(
        folder.resolve(name), events.values().stream().flatMap(List::stream).toList());
  }

  /**
   * In order per device; of different devices there is no order. What an alert rests on is told as
   * it was known when it was told, which is another thing in another order.
   */
  private Map<String, List<String>> perDevice(String... outs) throws IOException {
    Map<String, List<String>> dispatches = new TreeMap<>();
    for (JsonNode line : lines("dispatches.jsonl", outs)) {
      ((ObjectNode) line).remove(List.of("evidence", "faultTime"));
      dispatches
          .computeIfAbsent(line.get("deviceId").asText(), none -> new ArrayList<>())
          .add(line.toString());
    }
    return dispatches;
  }

  /** The last word on each alert, whatever was said before. */
  private Map<String, String> finalAlerts(String... outs) throws IOException {
    Map<String, JsonNode> last = new TreeMap<>();
    for (JsonNode line : lines("alerts.jsonl", outs)) {
      last.merge(
          line.get("alertId").asText(),
          line,
          (one, other) ->
              one.get("revision").asInt() > other.get("revision").asInt() ? one : other);
    }
    Map<String, String> alerts = new TreeMap<>();
    last.forEach(
        (id, line) -> {
          if (!line.get("reason").asText().equals("LATE_EVIDENCE")) {
            alerts.put(id, line.get("action").asText() + " " + line.get("ts").asText());
          }
        });
    return alerts;
  }

  private List<JsonNode> lines(String file, String... outs) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String out : outs) {
      for (String line : Files.readAllLines(folder.resolve(out).resolve(file))) {
        lines.add(JSON.readTree(line));
      }
    }
    lines.sort(Comparator.comparing(line -> line.get("deviceId").asText()));
    return lines;
  }

  /** A file that is read on slowly behind some place, until there is a hurry. */
  private static final class PacedFile implements SourcePort {
    private final FileRecordSource file;
    private final String folder;
    private final int place;

    PacedFile(Path file, Path folder, int place) throws IOException {
      this.file = new FileRecordSource(file);
      this.folder = folder.toString();
      this.place = place;
    }

    @Override
    public <T> DataStream<T> attach(
        StreamExecutionEnvironment environment,
        OperatorId id,
        RecordDecoder<T> decoder,
        WatermarkStrategy<T> watermarks) {
      DataStream<T> records = file.attach(environment, id, decoder, watermarks);
      return records
          .map(new Pace<T>(folder, place))
          .returns(decoder.producedType())
          .setParallelism(records.getParallelism())
          .uid(id.uid() + "-pace")
          .name(id.name() + " paced");
    }
  }

  private static final class Pace<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final int place;
    private int seen;

    Pace(String folder, int place) {
      this.folder = folder;
      this.place = place;
    }

    @Override
    public T map(T record) throws IOException {
      seen++;
      if (seen >= place && !Files.exists(Path.of(folder, "hurry"))) {
        Path there = Path.of(folder, "there");
        if (!Files.exists(there)) {
          Files.createFile(there);
        }
        LockSupport.parkNanos(5_000_000);
      }
      return record;
    }
  }
}
