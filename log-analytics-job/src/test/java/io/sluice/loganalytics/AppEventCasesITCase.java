package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.common.config.Settings;
import io.sluice.common.testing.JsonLines;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The worked-out examples of {@code src-test-data/log-analytics/app-events}, through a whole
 * replay, by both engines: the figures, what was left out and what was refused.
 */
class AppEventCasesITCase {
  private static final Path DATA = Path.of("..", "src-test-data", "log-analytics");
  private static final Path CASES = DATA.resolve("app-events");
  private static final double CLOSE = 1e-12;

  /** What a combination is told by. */
  private static final List<String> DIMENSIONS = List.of("region", "city", "channel", "term");

  @TempDir private Path out;

  /** Each case once, and some of them in other ways too. */
  static Stream<List<String>> cases() throws Exception {
    List<List<String>> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(CASES)) {
      folders
          .filter(Files::isDirectory)
          .sorted()
          .forEach(folder -> all.add(List.of(folder.getFileName().toString())));
    }
    all.add(List.of("edges", "parallelism=3"));
    all.add(List.of("edges", "ranking.engine=sliding", "parallelism=2"));
    all.add(List.of("late", "ranking.engine=sliding"));
    all.add(List.of("plain-clicks", "ranking.rollup=none"));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatWasWorkedOut(List<String> run) throws Exception {
    Path folder = CASES.resolve(run.get(0));
    replay(folder, run.subList(1, run.size()));

    assertFigures(folder, "ndcg.jsonl", row -> true);
    if (Files.exists(folder.resolve("expected/ndcg-rollup.jsonl"))) {
      assertFigures(folder, "ndcg-rollup.jsonl", AppEventCasesITCase::isAllOrWhole);
    }
    assertSame(folder, "late.jsonl", List.of("offset"));
    assertSame(folder, "rejects.jsonl", List.of("offset"));
    if (Files.exists(folder.resolve("expected/orders-clean.jsonl"))) {
      assertSame(folder, "orders-clean.jsonl", List.of("orderId", "ts"));
    }
    assertEveryStageBalances();
  }

  private void replay(Path folder, List<String> more) throws Exception {
    Map<String, Object> example = new Yaml().load(Files.readString(folder.resolve("case.yaml")));
    Map<String, String> settings = new HashMap<>();
    settings.put("geo.city-file", DATA.resolve("geo/sluice-city.mmdb").toString());
    ((Map<?, ?>) example.get("settings"))
        .forEach((key, value) -> settings.put(key.toString(), value.toString()));
    for (String setting : more) {
      settings.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    new LogAnalyticsReplay(
            LogAnalyticsReplay.Inputs.ofAppEvents(folder.resolve((String) example.get("input"))),
            out,
            Settings.of(LogAnalyticsReplay.settings(), settings))
        .run(progress -> {});
  }

  private static boolean isAllOrWhole(JsonNode row) {
    long outside = DIMENSIONS.stream().filter(name -> row.get(name).isNull()).count();
    return outside == 0 || outside == DIMENSIONS.size();
  }

  /** Counts are exact, means and sums to the last few digits; every row comes once. */
  private void assertFigures(Path folder, String file, Predicate<JsonNode> judged) {
    Map<String, JsonNode> expected =
        byKey(
            JsonLines.in(folder.resolve("expected").resolve(file)), AppEventCasesITCase::figureKey);
    Map<String, JsonNode> found =
        byKey(
            JsonLines.in(out.resolve(file)).stream().filter(judged).toList(),
            AppEventCasesITCase::figureKey);
    assertThat(found.keySet()).as(file).isEqualTo(expected.keySet());
    expected.forEach(
        (key, row) -> {
          for (String count : List.of("searches", "searchesWithClick")) {
            assertThat(found.get(key).get(count)).as("%s %s", key, count).isEqualTo(row.get(count));
          }
          for (String figure : List.of("ndcgSum", "ndcg")) {
            assertThat(found.get(key).get(figure).doubleValue())
                .as("%s %s", key, figure)
                .isEqualTo(row.get(figure).doubleValue(), within(CLOSE));
          }
        });
  }

  private static String figureKey(JsonNode row) {
    List<String> key = new ArrayList<>();
    for (String name : List.of("windowEnd", "granularity", "windowStart", "k")) {
      key.add(row.path(name).asText());
    }
    DIMENSIONS.forEach(name -> key.add(row.get(name).toString()));
    return String.join(" ", key);
  }

  private void assertSame(Path folder, String file, List<String> key) {
    Map<String, JsonNode> expected =
        byKey(JsonLines.in(folder.resolve("expected").resolve(file)), row -> text(row, key));
    Map<String, JsonNode> found = byKey(JsonLines.in(out.resolve(file)), row -> text(row, key));
    assertThat(found.keySet()).as(file).isEqualTo(expected.keySet());
    expected.forEach(
        (each, row) ->
            row.fieldNames()
                .forEachRemaining(
                    name ->
                        assertThat(found.get(each).get(name))
                            .as("%s: %s of %s", file, name, each)
                            .isEqualTo(row.get(name))));
  }

  private static String text(JsonNode row, List<String> fields) {
    return String.join(" ", fields.stream().map(field -> row.get(field).asText()).toList());
  }

  private static Map<String, JsonNode> byKey(List<JsonNode> rows, Function<JsonNode, String> key) {
    Map<String, JsonNode> byKey = new TreeMap<>();
    for (JsonNode row : rows) {
      assertThat(byKey.put(key.apply(row), row)).as("a second row like %s", row).isNull();
    }
    return byKey;
  }

  /** What is not in the figures is in late, and the other way round. */
  private void assertEveryStageBalances() {
    Map<String, Long> balance = new TreeMap<>();
    Map<String, Long> in = new TreeMap<>();
    for (JsonNode counts : JsonLines.in(out.resolve("quality.jsonl"))) {
      if (counts.has("stage")) {
        String stage = counts.get("stage").asText();
        long left = counts.get("in").asLong() - counts.get("out").asLong();
        for (JsonNode rejected : counts.get("rejected")) {
          left -= rejected.asLong();
        }
        balance.merge(stage, left, Long::sum);
        in.merge(stage, counts.get("in").asLong(), Long::sum);
      }
    }
    assertThat(balance)
        .containsOnlyKeys("parse-events", "enrich-events", "ranking")
        .allSatisfy((stage, left) -> assertThat(left).as(stage).isZero());
    assertThat(in.get("ranking"))
        .as("searches and clicks that came to the ranking")
        .isEqualTo(JsonLines.in(out.resolve("search-clean.jsonl")).size());
  }
}
