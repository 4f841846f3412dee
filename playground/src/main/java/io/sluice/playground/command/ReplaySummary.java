package io.sluice.playground.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a replay of log analytics came to, from its own {@code quality.jsonl}: so that a wrong
 * format or a geo file of another part of the world does not go unnoticed.
 */
record ReplaySummary(
    long lines,
    long requests,
    long rejects,
    long dropped,
    long late,
    long geoMisses,
    long events,
    long eventRejects,
    long unranked) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ReplaySummary of(Path out) throws IOException {
    long lines = 0;
    long requests = 0;
    long dropped = 0;
    long late = 0;
    long geoMisses = 0;
    long events = 0;
    long eventRejects = 0;
    long unranked = 0;
    List<String> rows = Files.readAllLines(out.resolve("quality.jsonl"));
    for (String text : rows) {
      JsonNode row = JSON.readTree(text);
      switch (row.path("stage").asText()) {
        case "parse" -> {
          lines += row.get("in").asLong();
          requests += row.get("out").asLong();
        }
        case "clean" -> {
          for (JsonNode count : row.get("dropped")) {
            dropped += count.asLong();
          }
        }
        case "enrich" -> geoMisses += row.get("geoMisses").asLong();
        case "traffic" -> late += row.get("late").asLong();
        case "parse-events" -> {
          events += row.get("in").asLong();
          eventRejects += row.get("in").asLong() - row.get("out").asLong();
        }
        case "ranking" -> unranked += row.get("in").asLong() - row.get("out").asLong();
        default -> {
          // another stage, or a violation
        }
      }
    }
    return new ReplaySummary(
        lines,
        requests,
        lines - requests,
        dropped,
        late,
        geoMisses,
        events,
        eventRejects,
        unranked);
  }

  /** A line for each input, and one more where most addresses were not found. */
  String text() {
    if (events == 0) {
      return ofLines();
    }
    String ofEvents =
        String.format(
            Locale.ROOT,
            "%,d app events: %,d rejects, %,d searches and clicks left out of the ranking",
            events,
            eventRejects,
            unranked);
    return lines == 0 ? ofEvents : ofLines() + "\n" + ofEvents;
  }

  private String ofLines() {
    String text =
        String.format(
            Locale.ROOT,
            "%,d lines: %,d requests, %,d rejects, %,d dropped by rules, %,d late; %,d without a place",
            lines,
            requests,
            rejects,
            dropped,
            late,
            geoMisses);
    return geoMisses * 2 > requests
        ? text + "\nMost addresses were not found: give --geoip a file that knows them"
        : text;
  }
}
