package io.sluice.playground.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.Sluice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SourcesCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  private Path sample() throws IOException {
    return Files.writeString(
        folder.resolve("engine telemetry.jsonl"),
        """
        {"vehicleId":"v","ts":1767225600000,"rpm":812.5}
        {"vehicleId":"v","ts":1767225603000,"rpm":900}
        """);
  }

  @Test
  void describesASampleSoThatItIsRead() throws IOException {
    Path entry = folder.resolve("sources.yaml");

    assertThat(run("sources", "describe", sample().toString(), "--out", entry.toString())).isZero();
    assertThat(out.toString()).contains("read {records=2}; 0 values left out");
    assertThat(entry).content().contains("name: engine-telemetry", "unit: rpm");
    assertThat(run("sources", "check", entry.toString(), sample().toString())).isZero();
  }

  @Test
  void printsTheEntry() throws IOException {
    assertThat(run("sources", "describe", sample().toString(), "--name", "t", "--topic", "u"))
        .isZero();
    assertThat(out.toString()).contains("- name: t\n").contains("topic: u\n");
  }

  @Test
  void saysALineForEachMistakeOfADictionary() throws IOException {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            "sources: [{name: t, structures: [{name: a, fields: {x: {unit: no}, y: {type: no}}}]}]");

    assertThat(run("sources", "check", wrong.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("wrong.yaml line 1"));
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThat(run("sources", "describe", "no-such.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such.jsonl is not there");
    assertThat(run("sources")).isEqualTo(2);
    Path entry = folder.resolve("sources.yaml");
    run("sources", "describe", sample().toString(), "--out", entry.toString());
    assertThat(run("sources", "check", entry.toString(), "--source", "other")).isEqualTo(2);
    assertThat(err.toString()).contains("has no source other");
  }
}
