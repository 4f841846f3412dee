package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.playground.Sluice;
import io.sluice.playground.fleet.ExpectedMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every story through the commands that a user has: simulated to files, replayed, and compared with
 * what the simulator says that the job owes.
 */
@Timeout(180)
class StoriesITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void aReplayGivesWhatTheStoriesAreOwedAndNothingElse() throws IOException {
    run(
        "simulate devices --out %1$s/events.jsonl --rate 50 --seconds 340 --lateness 5s"
            + " --start 2026-03-02T08:00:00Z --devices-out %1$s/devices.jsonl"
            + " --rules-out %1$s/rules.yaml --sequences-out %1$s/sequences.yaml --work-orders-out %1$s/work-orders.jsonl"
            + " --actions-out %1$s/actions.jsonl --expected-out %1$s/expected.jsonl");
    run(
        "replay device-alert --events %1$s/events.jsonl --rules %1$s/rules.yaml"
            + " --devices %1$s/devices.jsonl --work-orders %1$s/work-orders.jsonl"
            + " --actions %1$s/actions.jsonl --out %1$s/out --set lateness=5s"
            + " --set cep.sequences=%1$s/sequences.yaml");

    List<ExpectedMessage> expected = expected();
    assertThat(expected.stream().map(ExpectedMessage::story).distinct()).hasSizeGreaterThan(20);
    assertThat(balance("alerts", expected.stream().filter(ExpectedMessage::ofAlert).toList()))
        .satisfies(stage -> assertThat(stage.isBalanced()).as("%s", stage).isTrue());
    assertThat(balance("dispatches", expected.stream().filter(each -> !each.ofAlert()).toList()))
        .satisfies(stage -> assertThat(stage.isBalanced()).as("%s", stage).isTrue());
  }

  private void run(String command) {
    StringWriter err = new StringWriter();
    int code =
        Sluice.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(command.formatted(folder).split(" "));
    assertThat(code).as(err.toString()).isZero();
  }

  private List<ExpectedMessage> expected() throws IOException {
    List<ExpectedMessage> expected = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("expected.jsonl"))) {
      expected.add(JSON.readValue(line, ExpectedMessage.class));
    }
    return expected;
  }

  private Stage balance(String output, List<ExpectedMessage> owed) throws IOException {
    FoundMessages found = new FoundMessages();
    for (String line : Files.readAllLines(folder.resolve("out/" + output + ".jsonl"))) {
      JsonNode json = JSON.readTree(line);
      String revision = json.path("revision").asText();
      found.add(
          new FoundMessages.Message(
              json.path("deviceId").asText(),
              json.path("alertId").asText(),
              json.path("action").asText(),
              json.path("reason").asText()),
          revision.isEmpty()
              ? json.path("dispatchId").asText()
              : json.path("alertId").asText() + json.path("action").asText() + revision);
    }
    return new StoryBalance(output, owed, found).stage();
  }
}
