package io.sluice.playground.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.Sluice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user meets who asks wrongly, or asks for help. */
class SluiceTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "replay",
        "replay log-analytics",
        "rules",
        "rules try",
        "rules publish",
        "simulate",
        "simulate access-logs",
        "simulate devices",
        "sources",
        "sources describe",
        "sources check",
        "check",
        "redrive",
        "submit",
        "savepoint",
        "upgrade",
        "rescale",
        "bench"
      })
  void everyCommandExplainsItself(String command) {
    String[] args = (command + " --help").split(" ");

    assertThat(run(args)).isZero();
    assertThat(out.toString()).contains("Usage: sluice " + command);
  }

  @Test
  void anUnknownOptionIsNamedInOneLine() {
    assertThat(run("demo", "--hurry")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--hurry");
  }

  @Test
  void moreParallelismThanSlotsIsRefusedBeforeAnythingStarts() {
    assertThat(run("demo", "--parallelism", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("--parallelism").contains("6 slots");
  }

  @Test
  void bothJobsMustFindRoom() {
    assertThat(run("demo", "--parallelism", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("both jobs need 7 slots").contains("--no-devices");
  }

  @Test
  void aWrongDeviceRuleIsToldBeforeItIsPublished() throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        "rules:\n  - {id: good, template: silent-device, params: {for: 1m}}\n"
            + "  - {id: bad, template: no-such}\n");
    String[] args = {
      "rules", "publish", "--job", "device-alert", rules.toString(), "--bootstrap", "127.0.0.1:1"
    };

    assertThat(run(args)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("rule bad").contains("no template 'no-such'");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(
            run("replay", "log-analytics", "--access-logs", "no-such.log", "--out", "target/out"))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--access-logs").contains("no-such.log");
  }

  @Test
  void aWrongQualityRuleIsAWrongQuestion() throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, "rules: [{id: a, type: reject-share, atMost: 5 percent}]");

    assertThat(run("check", "--rules", rules.toString(), "--access-logs", rules.toString()))
        .isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("rule a", "write 5% or 0.05");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check --access-logs no-such.log",
        "check --access-logs a --requests b",
        "redrive",
        "redrive --bootstrap x:1 --file y",
        "redrive --file no-such.jsonl --to again.log",
        "redrive --bootstrap x:1 --since yesterday",
        "redrive --bootstrap x:1 --limit 0",
        "rules publish no-such.yaml --bootstrap x:1 --job engine-maintenance",
        "rules publish no-such.yaml --bootstrap x:1 --job device-alert",
        "simulate devices",
        "simulate devices --out target/x --profile nope",
        "simulate devices --out target/x --lateness soon",
        "simulate devices --out target/x --work-orders-out target/y",
        "simulate devices --out target/x --expected-out target/y --rate 5",
        "simulate devices --bootstrap x:1 --expected-out target/y",
        "demo --device-rate 1",
      })
  void whatMakesNoSenseIsAWrongQuestion(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void drainWithoutStopIsRefused() {
    assertThat(run("savepoint", "log-analytics", "--drain")).isEqualTo(1);
    assertThat(err.toString()).contains("--stop");
  }

  @Test
  void anUnreachableClusterIsOneLineAndAFailure() {
    int code = run("savepoint", "no-such-job", "--rest", "http://127.0.0.1:1");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("127.0.0.1:1");
  }
}
