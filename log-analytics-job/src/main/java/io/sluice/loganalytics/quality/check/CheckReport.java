package io.sluice.loganalytics.quality.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.quality.QualityRule;
import io.sluice.common.replay.ReplayProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found, rule by rule, in the order of their file.
 *
 * @param read how much was read
 */
public record CheckReport(List<RuleVerdict> rules, ReplayProgress read) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param judged windows that could be judged
   * @param violated those of them in violation, whether they made an episode or not
   * @param unjudged windows that could not, and why the last of them
   * @param episodes the message of each episode that opened
   */
  public record RuleVerdict(
      QualityRule rule,
      long judged,
      long violated,
      long unjudged,
      String whyUnjudged,
      List<String> episodes) {
    public boolean inOrder() {
      return episodes.isEmpty();
    }
  }

  public boolean inOrder() {
    return rules.stream().allMatch(RuleVerdict::inOrder);
  }

  static CheckReport read(List<QualityRule> rules, Path out, ReplayProgress read)
      throws IOException {
    Map<String, Counted> counted = new LinkedHashMap<>();
    rules.forEach(rule -> counted.put(rule.id(), new Counted(rule)));
    for (JsonNode line : lines(out.resolve(QualityCheck.JUDGEMENTS))) {
      counted.get(line.get("rule").asText()).judged(line);
    }
    for (JsonNode line : lines(out.resolve(QualityCheck.LOG))) {
      if (line.path("action").asText().equals("OPEN")) {
        counted.get(line.get("rule").asText()).opened(line);
      }
    }
    return new CheckReport(counted.values().stream().map(Counted::verdict).toList(), read);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  /** Adds up the lines of one rule. */
  private static final class Counted {
    private final QualityRule rule;
    private final List<String> episodes = new ArrayList<>();
    private long judged;
    private long violated;
    private long unjudged;
    private String why = "no record it looks at";

    Counted(QualityRule rule) {
      this.rule = rule;
    }

    void judged(JsonNode line) {
      switch (line.get("verdict").asText()) {
        case "ok" -> judged++;
        case "violated" -> {
          judged++;
          violated++;
        }
        default -> {
          unjudged++;
          why = line.get("reason").asText();
        }
      }
    }

    void opened(JsonNode line) {
      episodes.add(line.get("since").asText() + " " + line.get("message").asText());
    }

    RuleVerdict verdict() {
      return new RuleVerdict(rule, judged, violated, unjudged, why, List.copyOf(episodes));
    }
  }
}
