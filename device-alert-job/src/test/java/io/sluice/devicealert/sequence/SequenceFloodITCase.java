package io.sluice.devicealert.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.devicealert.replay.DeviceAlertReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device that says too much degrades visibly, and only itself. */
@Timeout(120)
class SequenceFloodITCase {
  private static final long START = 1_769_853_600_000L;
  private static final String MANY =
      "{cepSequences: [{id: many, alertType: T, within: 1m, steps: [{begin: {fault: A}, oneOrMore:"
          + " true}, {followedBy: {fault: B}}]}]}";

  @TempDir private Path folder;

  @Test
  void tenThousandEventsInASecondAreCutOffAndTheAlertSaysSo() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int each = 0; each < 10_000; each++) {
      lines.add(event("loud", START + each / 10, each % 10, "A"));
    }
    lines.add(event("quiet", START + 2_000, "A"));
    lines.add(event("quiet", START + 3_000, "B"));
    lines.add(event("loud", START + 60_200, "A"));
    lines.add(event("loud", START + 60_500, "B"));

    replay(lines);

    assertThat(Files.readString(folder.resolve("out/late.jsonl")))
        .contains("\"stage\":\"sequences\",\"reason\":\"LOG_OVERFLOW\",\"deviceId\":\"loud\"");
    List<String> alerts = Files.readAllLines(folder.resolve("out/alerts.jsonl"));
    assertThat(alerts).hasSize(2);
    assertThat(alerts).anyMatch(line -> line.contains("quiet") && line.contains("COMPLETED"));
    assertThat(alerts).anyMatch(line -> line.contains("loud") && line.contains("LOG_OVERFLOW"));
  }

  private static String event(String device, long ts, String code) {
    return event(device, ts, 0, code);
  }

  private static String event(String device, long ts, int seq, String code) {
    return "{\"deviceId\":\"%s\",\"type\":\"FAULT\",\"code\":\"%s\",\"ts\":%d,\"seq\":%d}"
        .formatted(device, code, ts, seq);
  }

  private void replay(List<String> lines) throws Exception {
    Path input = Files.write(folder.resolve("events.jsonl"), lines);
    new DeviceAlertReplay(
            new DeviceAlertReplay.Inputs(input, Optional.empty(), Optional.empty()),
            folder.resolve("out"),
            Settings.of(
                DeviceAlertReplay.settings(), Map.of("cep.sequences", MANY, "parallelism", "1")))
        .run(progress -> {});
  }
}
