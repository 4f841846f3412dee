package io.sluice.devicealert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.Settings;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked-out examples of the dispatch, through the whole pipeline. */
class DispatchExamplesITCase {
  private static final Path EXAMPLES = examples();
  private static final long TOLERANCE = 30_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("dispatch-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatWasWorkedOut(String name) throws Exception {
    Path example = EXAMPLES.resolve(name);

    replay(example, example.resolve("events.jsonl"), 1);

    compare(example);
  }

  @Test
  void isTheSameInAnyOrderWithinToleranceAtAnyParallelism() throws Exception {
    Path example = EXAMPLES.resolve("dispatch-disorder");
    long seed = System.nanoTime();
    Path shuffled = shuffled(example.resolve("events.jsonl"), new Random(seed));

    replay(example, shuffled, 3);

    assertThat(Files.readString(folder.resolve("out/late.jsonl"))).as("seed %d", seed).isEmpty();
    compare(example);
  }

  /** Every event arrives up to the tolerance after its time, and some arrive twice. */
  private Path shuffled(Path events, Random random) throws IOException {
    List<Map.Entry<Long, String>> arrivals = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      long ts = JSON.readTree(line).get("ts").asLong();
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        arrivals.add(Map.entry(ts + random.nextInt((int) TOLERANCE), line));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort(Comparator.comparingLong(Map.Entry::getKey));
    return Files.write(
        folder.resolve("shuffled.jsonl"), arrivals.stream().map(Map.Entry::getValue).toList());
  }

  private void replay(Path example, Path events, int parallelism) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("rules.file", example.resolve("rules.yaml").toString());
    settings.put("parallelism", String.valueOf(parallelism));
    optional(example, "devices.jsonl")
        .ifPresent(file -> settings.put("devices.file", file.toString()));
    new DeviceAlertReplay(
            new DeviceAlertReplay.Inputs(
                events, optional(example, "work-orders.jsonl"), optional(example, "actions.jsonl")),
            folder.resolve("out"),
            Settings.of(DeviceAlertReplay.settings(), settings))
        .run(progress -> {});
  }

  private static Optional<Path> optional(Path example, String file) {
    return Optional.of(example.resolve(file)).filter(Files::exists);
  }

  /** In order per device; of different devices there is no order. */
  private void compare(Path example) throws IOException {
    Map<String, List<Map<String, String>>> expected =
        perDevice(example.resolve("expected/dispatches.jsonl"), null);
    List<String> members = List.copyOf(expected.values().iterator().next().get(0).keySet());
    assertThat(perDevice(folder.resolve("out/dispatches.jsonl"), members)).isEqualTo(expected);
    assertThat(Files.readString(folder.resolve("out/rejects.jsonl"))).isEmpty();
  }

  private static Map<String, List<Map<String, String>>> perDevice(Path file, List<String> members)
      throws IOException {
    Map<String, List<Map<String, String>>> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      Map<String, String> row = new TreeMap<>();
      node.fieldNames()
          .forEachRemaining(
              name -> {
                if (members == null || members.contains(name)) {
                  row.put(name, node.get(name).asText());
                }
              });
      lines.computeIfAbsent(node.get("deviceId").asText(), device -> new ArrayList<>()).add(row);
    }
    return lines;
  }

  private static Path examples() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("src-test-data"))) {
      here = here.getParent();
    }
    return here.resolve("src-test-data/device-alert");
  }
}
