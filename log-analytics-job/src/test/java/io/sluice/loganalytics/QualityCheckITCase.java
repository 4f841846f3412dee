package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.common.config.Settings;
import io.sluice.loganalytics.quality.check.CheckReport;
import io.sluice.loganalytics.quality.check.CheckReport.RuleVerdict;
import io.sluice.loganalytics.quality.check.QualityCheck;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules over archived files say what they say in a replay. */
class QualityCheckITCase {
  @TempDir private Path folder;

  @Test
  void accessLogsAreJudgedAsInAReplay() throws Exception {
    ExampleCase example = ExampleCase.named("quality-rejects");

    CheckReport report =
        QualityCheck.ofAccessLogs(example.input(), folder, settings(example.settings()))
            .run(progress -> {});

    example.compareQuality(folder);
    assertThat(report.inOrder()).isFalse();
    RuleVerdict rejects = verdict(report, "rejects");
    assertThat(rejects.episodes())
        .singleElement()
        .asString()
        .startsWith("2025-11-20T17:04:00.000Z 42.9 % of 35 records rejected by parse, expected");
    assertThat(rejects.unjudged()).isEqualTo(2);
    assertThat(verdict(report, "balance").inOrder()).isTrue();
    assertThat(verdict(report, "balance").judged()).isPositive();
  }

  /** Identity, fields and lateness come back from the requests that a replay wrote. */
  @Test
  void archivedRequestsAreJudgedAsTheLinesTheyWere() throws Exception {
    ExampleCase example = ExampleCase.named("quality-fields");
    Path requests = example.folder().resolve("expected/requests.jsonl");

    QualityCheck.ofRequests(requests, folder, settings(example.settings())).run(progress -> {});

    assertThat(episodes(folder.resolve("quality.jsonl")))
        .containsExactlyInAnyOrderElementsOf(
            episodes(example.folder().resolve("expected/quality.jsonl")));
  }

  @Test
  void linesThatAreNoRequestsAreRejectsAndTooLittleIsNotJudged() throws Exception {
    Path requests = folder.resolve("requests.jsonl");
    Files.write(
        requests,
        List.of(
            "{\"@timestamp\":\"2026-11-20T12:00:00.000Z\"}",
            "{\"@timestamp\":\"2026-11-20T12:0",
            "{\"@timestamp\":" + "[".repeat(5000),
            "null",
            "7",
            "{}"));
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        rules:
          - {id: rejects, type: reject-share, atMost: 10%}
          - {id: many, type: reject-share, atMost: 10%, minimum: 100}
          - {id: usual, type: usual-volume}
        """);

    CheckReport report =
        QualityCheck.ofRequests(
                requests,
                folder.resolve("out"),
                settings(Map.of("quality.rules-file", rules.toString())))
            .run(progress -> {});

    assertThat(verdict(report, "rejects").episodes())
        .singleElement()
        .asString()
        .contains("not-a-request 5");
    assertThat(verdict(report, "many").judged()).isZero();
    assertThat(verdict(report, "many").whyUnjudged()).isEqualTo("fewer records than 100");
    assertThat(verdict(report, "usual").judged()).isZero();
  }

  private static List<String> episodes(Path file) {
    return ExampleCase.lines(file).stream()
        .filter(line -> line.has("episode"))
        .map(QualityCheckITCase::episode)
        .toList();
  }

  private static String episode(JsonNode line) {
    return line.get("action").asText()
        + ' '
        + line.get("episode").asText()
        + ' '
        + line.get("observed").asDouble();
  }

  private static RuleVerdict verdict(CheckReport report, String rule) {
    return report.rules().stream()
        .filter(verdict -> verdict.rule().id().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static Settings settings(Map<String, String> given) {
    return Settings.of(LogAnalyticsReplay.settings(), given);
  }
}
