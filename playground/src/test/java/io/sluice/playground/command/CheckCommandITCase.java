package io.sluice.playground.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.Sluice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verdicts and exit codes of {@code check}. */
class CheckCommandITCase {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private Path requests;

  @BeforeEach
  void write() throws Exception {
    requests = folder.resolve("requests.jsonl");
    Files.write(
        requests,
        List.of(
            "{\"@timestamp\":\"2026-11-20T12:00:00.000Z\",\"url\":{\"path\":\"/a\"}}",
            "{\"@timestamp\":\"2026-11-20T12:00:01.000Z\"}"));
  }

  @Test
  void aViolatedRuleIsExitCodeOneAndOneInOrderZero() throws Exception {
    assertThat(check("atMost: 40%")).isEqualTo(1);
    assertThat(out.toString())
        .contains("VIOLATED paths", "50.0 % of 2 records without url.path", "ok       balance");
    assertThat(folder.resolve("out/quality.jsonl")).isNotEmptyFile();
    assertThat(folder.resolve("out/judgements.jsonl")).isNotEmptyFile();

    assertThat(check("atMost: 50%")).isZero();
    assertThat(out.toString()).contains("ok       paths");
  }

  private int check(String bound) throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules, "rules: [{id: paths, type: null-share, field: url.path, " + bound + "}]");
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out));
    return command.execute(
        "check",
        "--requests",
        requests.toString(),
        "--rules",
        rules.toString(),
        "--out",
        folder.resolve("out").toString());
  }
}
