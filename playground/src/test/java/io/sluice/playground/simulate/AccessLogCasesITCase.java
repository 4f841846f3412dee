package io.sluice.playground.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every case of src-test-data/log-analytics through a replay of the whole pipeline. The expected
 * outputs were worked out independently; see the README there.
 */
class AccessLogCasesITCase {
  private static final Path CASES = Path.of("../src-test-data/log-analytics");

  @TempDir Path out;

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("case.yaml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReplayGivesWhatTheDefinitionsSay(String name) throws Exception {
    Path folder = CASES.resolve(name);
    Map<String, Object> described = describe(folder.resolve("case.yaml"));
    Path input = folder.resolve((String) described.get("input"));
    Settings settings = Settings.of(LogAnalyticsReplay.settings(), settings(described));

    new LogAnalyticsReplay(input, out, settings).run(progress -> {});

    Set<String> unjudged =
        ((List<?>) described.getOrDefault("unjudged-dimensions", List.of()))
            .stream().map(Object::toString).collect(Collectors.toSet());
    assertThat(new ExpectedOutputs(folder.resolve("expected"), out, unjudged).differences())
        .isEmpty();
  }

  private static Map<String, Object> describe(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  private static Map<String, String> settings(Map<String, Object> described) {
    Map<String, String> settings = new HashMap<>();
    settings.put("geo.city-file", CASES.resolve("geo/sluice-city.mmdb").toString());
    settings.put("geo.asn-file", CASES.resolve("geo/sluice-asn.mmdb").toString());
    ((Map<?, ?>) described.get("settings"))
        .forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }
}
