package io.sluice.devicealert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.common.config.Settings;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each clause of what a device rule means, as src-test-data/device-alert works it out. */
class ExampleCasesITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT =
      Path.of(System.getProperty("sluice.root", "..")).resolve("src-test-data/device-alert");

  @TempDir private Path out;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("case.yaml")))
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith("dispatch-"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatWasWorkedOut(String name) throws Exception {
    replay(name, Map.of());

    compare(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out-of-order", "versions", "cep-out-of-order"})
  void isTheSameAtAnyParallelism(String name) throws Exception {
    replay(name, Map.of("parallelism", "3"));

    compare(name);
  }

  private void replay(String name, Map<String, String> more) throws Exception {
    Path folder = ROOT.resolve(name);
    Map<String, String> settings = new HashMap<>(more);
    JsonNode given = JSON.readTree(folder.resolve("case.yaml").toFile()).get("settings");
    given.properties().forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
    Map.of(
            "rules.file", "rules.yaml",
            "cep.sequences", "sequences.yaml",
            "devices.file", "devices.jsonl")
        .forEach(
            (key, file) -> {
              if (Files.exists(folder.resolve(file))) {
                settings.put(key, folder.resolve(file).toString());
              }
            });
    DeviceAlertReplay.Inputs inputs =
        new DeviceAlertReplay.Inputs(
            folder.resolve("events.jsonl"), Optional.empty(), Optional.empty());
    new DeviceAlertReplay(inputs, out, Settings.of(DeviceAlertReplay.settings(), settings))
        .run(progress -> {});
  }

  private void compare(String name) throws IOException {
    for (String file : List.of("alerts.jsonl", "late.jsonl", "rejects.jsonl", "dispatches.jsonl")) {
      Path workedOut = ROOT.resolve(name).resolve("expected").resolve(file);
      if (!Files.exists(workedOut)) {
        continue;
      }
      List<JsonNode> expected = lines(workedOut);
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode line : lines(out.resolve(file))) {
        found.add(comparable(line, expected));
      }
      assertThat(found).as(file).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** Only the members that the expected lines have; the bytes of a reject as text. */
  private static JsonNode comparable(JsonNode line, List<JsonNode> expected) throws IOException {
    ObjectNode kept = JSON.createObjectNode();
    if (line.has("payloadBase64")) {
      kept.set("reason", line.get("reason"));
      kept.put(
          "payload", new String(line.get("payloadBase64").binaryValue(), StandardCharsets.UTF_8));
    } else if (expected.isEmpty()) {
      return line;
    } else {
      expected.get(0).fieldNames().forEachRemaining(name -> kept.set(name, line.get(name)));
    }
    return kept;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
