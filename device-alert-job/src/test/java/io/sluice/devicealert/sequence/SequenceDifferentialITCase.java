package io.sluice.devicealert.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.Settings;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import io.sluice.devicealert.rule.RuleLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds flink-cep to the same answers as detection, and to those of a plain search, over random
 * fleets whose events come out of order and twice.
 *
 * <p>The common ground of the two engines: steps in order with others between, counts written out
 * as that many equal steps; {@code unless} that names none of the steps' events and no recovery of
 * their codes, so that it cancels all before it, written as notFollowedBy between all steps; and
 * {@code revokeOn} that is a part of {@code unless}, so that nothing matched before a closing is
 * matched behind it. There a completion that finds the alert closed is the same event for both:
 * flink-cep takes the first event that fits a step, detection the last, and if they complete at
 * different events the earlier one is a completion for both. Evidence may differ, openings and
 * closings may not.
 */
class SequenceDifferentialITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RuleLimits LIMITS = new RuleLimits(3_600_000, 500, Set.of());
  private static final Duration BOX = Duration.ofSeconds(5);
  private static final int DEVICES = 120;
  private static final int EACH = 8;

  @TempDir private Path folder;

  @Test
  void answersAsDetectionDoesWhereBothCanSayIt() throws Exception {
    for (long seed : seeds()) {
      RandomFleet random = new RandomFleet(seed);
      List<String> rules = new ArrayList<>();
      List<String> sequences = new ArrayList<>();
      for (int number = 0; number < EACH; number++) {
        Map.Entry<String, String> pair = random.pair(number);
        rules.add(pair.getKey());
        sequences.add(pair.getValue());
      }
      List<String> lines = random.delivered(random.events(DEVICES));

      Map<String, List<String>> detected = run(lines, rules, List.of());
      Map<String, List<String>> matched = run(lines, List.of(), sequences);

      assertThat(matched).as("seed %dL: %s", seed, rules).isEqualTo(detected);
      assertThat(detected).as("seed %dL", seed).isNotEmpty();
    }
  }

  @Test
  void answersAsASearchDoes() throws Exception {
    for (long seed : seeds()) {
      RandomFleet random = new RandomFleet(seed);
      List<String> texts = new ArrayList<>();
      while (texts.size() < EACH) {
        String text = random.sequence(texts.size());
        if (allowed(text)) {
          texts.add(text);
        }
      }
      Map<String, List<DeviceEvent>> fleet = random.events(DEVICES);

      Map<String, List<String>> matched = run(random.delivered(fleet), List.of(), texts);

      Map<String, List<String>> searched = searched(texts, fleet);
      assertThat(matched).as("seed %dL: %s", seed, texts).isEqualTo(searched);
      assertThat(searched).as("seed %dL", seed).isNotEmpty();
    }
  }

  /** One at least, and as long as the box lasts. */
  private static Iterable<Long> seeds() {
    long first = System.nanoTime();
    System.out.println("From seed " + first + " on");
    return () ->
        LongStream.iterate(
                first,
                seed -> seed == first || System.nanoTime() - first < BOX.toNanos(),
                seed -> seed + 1)
            .iterator();
  }

  private static boolean allowed(String sequence) {
    try {
      book(List.of(sequence));
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static SequenceBook book(List<String> sequences) {
    return SequencesFile.read(document(sequences), LIMITS);
  }

  private static String document(List<String> sequences) {
    return "{cepSequences: [" + String.join(", ", sequences) + "]}";
  }

  private static Map<String, List<String>> searched(
      List<String> texts, Map<String, List<DeviceEvent>> fleet) {
    long until =
        RandomFleet.L
            + fleet.values().stream()
                .flatMap(List::stream)
                .mapToLong(event -> event.ts)
                .max()
                .orElseThrow();
    Map<String, List<String>> alerts = new TreeMap<>();
    for (Sequence sequence : book(texts).all()) {
      fleet.forEach(
          (device, events) -> {
            List<String> found = NaiveSequences.alerts(sequence, events, until);
            if (!found.isEmpty()) {
              alerts.put(device + " " + sequence.id(), found);
            }
          });
    }
    return alerts;
  }

  /** The final alerts by device and rule: when they opened, their ids, when they closed. */
  private Map<String, List<String>> run(
      List<String> events, List<String> rules, List<String> sequences) throws Exception {
    Path input = Files.write(folder.resolve("events.jsonl"), events);
    Path out = folder.resolve("out");
    Path rulesFile =
        Files.writeString(
            folder.resolve("rules.yaml"), "{rules: [" + String.join(", ", rules) + "]}");
    Map<String, String> settings = new HashMap<>();
    settings.put("parallelism", "2");
    settings.put("rules.file", rulesFile.toString());
    settings.put("cep.sequences", document(sequences));
    new DeviceAlertReplay(
            new DeviceAlertReplay.Inputs(input, Optional.empty(), Optional.empty()),
            out,
            Settings.of(DeviceAlertReplay.settings(), settings))
        .run(progress -> {});
    assertThat(Files.readString(out.resolve("late.jsonl"))).isEmpty();
    assertThat(Files.readString(out.resolve("rejects.jsonl"))).isEmpty();
    return finalAlerts(out.resolve("alerts.jsonl"));
  }

  private static Map<String, List<String>> finalAlerts(Path file) throws IOException {
    Map<String, JsonNode> raised = new HashMap<>();
    Map<String, JsonNode> last = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode message = JSON.readTree(line);
      String id = message.get("alertId").asText();
      if (message.get("action").asText().equals("RAISE")) {
        raised.merge(id, message, SequenceDifferentialITCase::later);
      }
      last.merge(id, message, SequenceDifferentialITCase::later);
    }
    Map<String, List<String>> alerts = new TreeMap<>();
    raised.forEach(
        (id, raise) -> {
          JsonNode end = last.get(id);
          if (!end.get("reason").asText().equals("LATE_EVIDENCE")) {
            boolean closed = end.get("action").asText().equals("REVOKE");
            alerts
                .computeIfAbsent(
                    raise.get("deviceId").asText() + " " + raise.get("ruleId").asText(),
                    key -> new ArrayList<>())
                .add(opening(raise) + " -" + (closed ? " " + millis(end) : ""));
          }
        });
    alerts.values().forEach(each -> each.sort(null));
    return alerts;
  }

  private static JsonNode later(JsonNode one, JsonNode other) {
    return one.get("revision").asInt() > other.get("revision").asInt() ? one : other;
  }

  private static String opening(JsonNode raise) {
    return millis(raise) + " " + raise.get("alertId").asText();
  }

  private static long millis(JsonNode message) {
    return Instant.parse(message.get("ts").asText()).toEpochMilli();
  }
}
