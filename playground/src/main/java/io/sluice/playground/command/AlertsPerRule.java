package io.sluice.playground.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a replay of device events came to, by rule, from its outputs: what a rule would do before it
 * is switched on.
 */
final class AlertsPerRule {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> newest = new HashMap<>();
  private final Map<String, String> rules = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Map<String, Counts> counts = new TreeMap<>();

  private static final class Counts {
    private long opened;
    private long closed;
    private long never;
    private long dispatched;
    private long cancelled;
  }

  private AlertsPerRule() {}

  static String of(Path out) throws IOException {
    AlertsPerRule summary = new AlertsPerRule();
    summary.alerts(out.resolve("alerts.jsonl"));
    summary.dispatches(out.resolve("dispatches.jsonl"));
    return summary.text() + rejected(out.resolve("rejects.jsonl"));
  }

  private static String rejected(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      long rejects = lines.count();
      return rejects == 0
          ? ""
          : String.format(Locale.ROOT, "%n%,d records were not understood, see %s", rejects, file);
    }
  }

  /** The last message about an alert holds. */
  private void alerts(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode alert = JSON.readTree(line);
        String id = alert.get("alertId").asText();
        int revision = alert.get("revision").asInt();
        if (revision >= newest.getOrDefault(id, 0)) {
          newest.put(id, revision);
          rules.put(id, alert.get("ruleId").asText());
          reasons.put(
              id, alert.get("action").asText().equals("RAISE") ? "" : alert.get("reason").asText());
        }
      }
    }
    reasons.forEach((id, reason) -> count(of(rules.get(id)), reason));
  }

  private static void count(Counts of, String reason) {
    if (reason.equals("LATE_EVIDENCE")) {
      of.never++;
      return;
    }
    of.opened++;
    of.closed += reason.isEmpty() ? 0 : 1;
  }

  private void dispatches(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode dispatch = JSON.readTree(line);
        Counts of = of(rules.getOrDefault(dispatch.path("alertId").asText(), "unknown"));
        switch (dispatch.get("action").asText()) {
          case "DISPATCH" -> of.dispatched++;
          case "CANCEL" -> of.cancelled++;
          default -> {}
        }
      }
    }
  }

  private Counts of(String rule) {
    return counts.computeIfAbsent(rule, none -> new Counts());
  }

  private String text() {
    if (counts.isEmpty()) {
      return "No rule was completed.";
    }
    return counts.entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s: %,d alerts, %,d of them closed; %,d raised and taken back; %,d dispatched,"
                        + " %,d cancelled",
                    each.getKey(),
                    each.getValue().opened,
                    each.getValue().closed,
                    each.getValue().never,
                    each.getValue().dispatched,
                    each.getValue().cancelled))
        .collect(Collectors.joining("\n"));
  }
}
