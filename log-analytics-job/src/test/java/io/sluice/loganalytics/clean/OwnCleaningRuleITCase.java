package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.common.testing.JsonLines;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCleaningRuleITCase {
  @Test
  void probesGoAndTokensAreHidden(@TempDir Path folder) throws Exception {
    String rules =
        """
        id: cleaning
        version: 1
        rules:
          - {id: no-probes, when: 'url.path == "/healthz"', drop: true}
          - {id: no-tokens, mask: {field: url.query, pattern: "token=([^&]*)"}}
        """;
    String targets = "/ /healthz /a?token=1 /b?x=2 /healthz /a?x=1&token=22 /c /healthz?x /d / ";
    String line = "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET %s HTTP/1.1\" 200 5\n";
    String log = Stream.of(targets.split(" ")).map(line::formatted).collect(Collectors.joining());
    Path rulesFile = Files.writeString(folder.resolve("rules.yaml"), rules);
    Path logFile = Files.writeString(folder.resolve("access.log"), log);
    Map<String, String> given = Map.of("clean.rules-file", rulesFile.toString());
    Settings settings = Settings.of(LogAnalyticsReplay.settings(), given);

    new LogAnalyticsReplay(
            LogAnalyticsReplay.Inputs.ofAccessLogs(logFile), folder.resolve("out"), settings)
        .run(progress -> {});

    assertThat(JsonLines.values(folder.resolve("out/requests.jsonl"), "/url/original"))
        .containsExactly("/", "/a?token=***", "/b?x=2", "/a?x=1&token=***", "/c", "/d", "/");
  }
}
