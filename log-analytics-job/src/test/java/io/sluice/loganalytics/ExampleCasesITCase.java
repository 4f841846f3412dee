package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.common.config.Settings;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.loganalytics.enrich.WarmAnalyzer;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked-out examples, and files that a replay has to put in order by itself. */
class ExampleCasesITCase {
  private static WarmAnalyzer keptWarm;

  @TempDir private Path folder;

  /** The analyser takes seconds to build and is shared while anybody holds it. */
  @BeforeAll
  static void warmUp() throws Exception {
    keptWarm = new WarmAnalyzer(50_000);
  }

  @AfterAll
  static void coolDown() throws Exception {
    keptWarm.close();
  }

  static List<String> cases() {
    return ExampleCase.all().stream().map(ExampleCase::name).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatWasWorkedOut(String name) throws Exception {
    ExampleCase example = ExampleCase.named(name);

    replay(example.input(), example.settings());

    example.compare(out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"many-values", "late"})
  void finalRowsAreTheSameAtAnyParallelism(String name) throws Exception {
    ExampleCase example = ExampleCase.named(name);
    Map<String, String> settings = new HashMap<>(example.settings());
    settings.put("parallelism", "3");

    replay(example.input(), settings);

    example.compare(out());
  }

  @Test
  void rotatedFilesAreReadOldestFirstAndOverlappingOnesLoseNothing() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    // Two servers over the same hour, one of them rotated and gzipped under a name that sorts last.
    write(logs.resolve("web-a.log"), line("10:30:00"), line("10:59:00"));
    write(logs.resolve("web-a.log.1.gz"), line("10:00:00"), line("10:29:00"));
    write(logs.resolve("web-b.log"), line("10:01:00"), line("10:31:00"), line("10:58:00"));

    ReplayProgress done = replay(logs, Map.of());

    assertThat(done.records()).isEqualTo(7);
    assertThat(ExampleCase.lines(out().resolve("late.jsonl"))).isEmpty();
    assertThat(
            ExampleCase.lines(out().resolve("requests.jsonl")).stream()
                .map(request -> request.at("/event/id").asText()))
        .containsExactly(
            "web-a.log.1.gz-0-0",
            "web-a.log.1.gz-0-" + line("10:00:00").length(),
            "web-b.log-0-0",
            "web-b.log-0-" + line("10:01:00").length(),
            "web-b.log-0-" + 2 * line("10:01:00").length(),
            "web-a.log-0-0",
            "web-a.log-0-" + line("10:30:00").length());
    assertThat(totals()).hasSize(48).allSatisfy((row, count) -> assertThat(count).isEqualTo(7));
  }

  /** Requests by granularity and dimension. */
  private Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    for (JsonNode row : ExampleCase.lines(out().resolve("traffic.jsonl"))) {
      String key = row.get("granularity").asText() + " " + row.get("dimension").asText();
      totals.merge(key, row.get("requests").asLong(), Long::sum);
    }
    return totals;
  }

  private ReplayProgress replay(Path input, Map<String, String> settings) throws Exception {
    return new LogAnalyticsReplay(
            LogAnalyticsReplay.Inputs.ofAccessLogs(input),
            out(),
            Settings.of(LogAnalyticsReplay.settings(), settings))
        .run(progress -> {});
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static String line(String time) {
    return "192.0.2.1 - - [20/Nov/2026:" + time + " +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"\n";
  }

  private static void write(Path file, String... lines) throws Exception {
    boolean packed = file.toString().endsWith(".gz");
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = packed ? new GZIPOutputStream(plain) : plain) {
      out.write(String.join("", lines).getBytes(StandardCharsets.US_ASCII));
    }
  }
}
