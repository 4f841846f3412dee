package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.common.testing.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A folder of {@code src-test-data/log-analytics}: a small log and what it must give, worked out
 * independently. How the two are compared is said in the README there.
 */
record ExampleCase(String name, Path folder, Map<String, Object> yaml) {
  private static final Path ROOT = examples();

  /** Of these objects every field is judged; of others only those the case names. */
  private static final Set<String> WHOLE =
      Set.of("url", "http", "response", "user", "geo", "customer", "host", "labels");

  static List<ExampleCase> all() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("case.yaml")))
          .sorted()
          .map(ExampleCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExampleCase named(String name) {
    return read(ROOT.resolve(name));
  }

  private static ExampleCase read(Path folder) {
    try {
      Map<String, Object> yaml = new Yaml().load(Files.readString(folder.resolve("case.yaml")));
      return new ExampleCase(folder.getFileName().toString(), folder, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path examples() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("src-test-data"))) {
      at = at.getParent();
    }
    return at.resolve("src-test-data/log-analytics");
  }

  Path input() {
    return folder.resolve((String) yaml.get("input"));
  }

  /** The job's settings, with the geo databases that every case is run with. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("geo.city-file", ROOT.resolve("geo/sluice-city.mmdb").toString());
    settings.put("geo.asn-file", ROOT.resolve("geo/sluice-asn.mmdb").toString());
    ((Map<?, ?>) yaml.get("settings"))
        .forEach((key, value) -> settings.put(key.toString(), text(value)));
    if (yaml.containsKey("rules")) {
      settings.put("clean.rules-file", folder.resolve((String) yaml.get("rules")).toString());
    }
    if (yaml.containsKey("sources")) {
      settings.put("sources.file", folder.resolve((String) yaml.get("sources")).toString());
    }
    if (yaml.containsKey("customers")) {
      String customers = (String) yaml.get("customers");
      settings.put("lookup.customers.file", folder.resolve(customers).toString());
    }
    if (yaml.containsKey("quality-rules")) {
      String rules = (String) yaml.get("quality-rules");
      settings.put("quality.rules-file", folder.resolve(rules).toString());
    }
    return settings;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
        : value.toString();
  }

  void compare(Path out) {
    assertRequests(out);
    assertTraffic(out);
    assertSame(out, "rejects.jsonl", Set.of("message"));
    assertSame(out, "late.jsonl", Set.of("requests"));
    assertSame(
        folder.resolve("expected/cleaning-rules.jsonl"),
        out.resolve("cleaning-rules.jsonl"),
        row -> row.get("minute").asText() + " " + row.get("ruleId") + " " + row.get("setVersion"),
        Set.of());
    compareQuality(out);
  }

  /** Counts of stages and episodes of rules, where the case says what they are. */
  void compareQuality(Path out) {
    Path wanted = folder.resolve("expected/quality.jsonl");
    if (Files.exists(wanted)) {
      assertSame(
          wanted,
          out.resolve("quality.jsonl"),
          row ->
              row.has("stage")
                  ? row.get("minute").asText() + " " + row.get("stage").asText()
                  : row.get("action").asText() + " " + row.get("episode").asText(),
          Set.of());
    }
  }

  private void assertRequests(Path out) {
    Function<JsonNode, String> id = request -> request.at("/event/id").asText();
    Map<String, JsonNode> expected = rows(folder.resolve("expected/requests.jsonl"), id);
    Map<String, JsonNode> found = rows(out.resolve("requests.jsonl"), id);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((event, fields) -> assertFields(event, fields, found.get(event), false));
  }

  private void assertFields(String path, JsonNode expected, JsonNode found, boolean whole) {
    if (!expected.isObject()) {
      boolean equal =
          expected.isNumber() && found != null && found.isNumber()
              ? expected.doubleValue() == found.doubleValue()
              : expected.equals(found);
      assertThat(equal).as("%s %s: expected %s, found %s", name, path, expected, found).isTrue();
      return;
    }
    assertThat(found).as("%s %s", name, path).isNotNull();
    if (whole) {
      assertThat(names(found)).as("%s %s", name, path).isEqualTo(names(expected));
    }
    for (String field : names(expected)) {
      assertFields(
          path + "/" + field, expected.get(field), found.get(field), WHOLE.contains(field));
    }
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void assertTraffic(Path out) {
    Function<JsonNode, String> key =
        row ->
            String.join(
                " ",
                row.get("granularity").asText(),
                row.get("windowStart").asText(),
                row.get("dimension").asText(),
                row.get("value").asText());
    Map<String, JsonNode> expected = rows(folder.resolve("expected/traffic.jsonl"), key);
    Map<String, JsonNode> found = rows(out.resolve("traffic.jsonl"), key);
    Set<?> unjudged = Set.copyOf((List<?>) yaml.getOrDefault("unjudged-dimensions", List.of()));
    found.values().removeIf(row -> unjudged.contains(row.get("dimension").asText()));
    assertThat(found.keySet()).as("%s: rows of traffic", name).isEqualTo(expected.keySet());
    expected.forEach((row, figures) -> assertFigures(row, figures, found.get(row)));
  }

  private void assertFigures(String row, JsonNode expected, JsonNode found) {
    for (String field : names(expected)) {
      if (field.endsWith("Allowed")) {
        continue;
      }
      JsonNode allowed = expected.get(field + "Allowed");
      if (allowed == null || allowed.isNull()) {
        assertFields(row + " " + field, expected.get(field), found.get(field), true);
      } else {
        assertThat(found.get(field).doubleValue())
            .as("%s %s %s", name, row, field)
            .isBetween(allowed.get(0).doubleValue(), allowed.get(1).doubleValue());
      }
    }
  }

  private void assertSame(Path out, String file, Set<String> unjudged) {
    Function<JsonNode, String> position =
        row -> row.get("topic").asText() + "-" + row.get("partition") + "-" + row.get("offset");
    assertSame(folder.resolve("expected/" + file), out.resolve(file), position, unjudged);
  }

  private void assertSame(
      Path wanted, Path given, Function<JsonNode, String> position, Set<String> unjudged) {
    Path file = given.getFileName();
    Map<String, JsonNode> expected = Files.exists(wanted) ? rows(wanted, position) : Map.of();
    Map<String, JsonNode> found = rows(given, position);
    assertThat(found.keySet()).as("%s: %s", name, file).isEqualTo(expected.keySet());
    expected.forEach(
        (at, fields) -> {
          for (String field : names(fields)) {
            if (!unjudged.contains(field)) {
              assertFields(
                  file + " " + at + " " + field, fields.get(field), found.get(at).get(field), true);
            }
          }
        });
  }

  /** The lines of a file; of several with one key the last holds. */
  private static Map<String, JsonNode> rows(Path file, Function<JsonNode, String> key) {
    Map<String, JsonNode> rows = new TreeMap<>();
    for (JsonNode row : lines(file)) {
      rows.put(key.apply(row), row);
    }
    return rows;
  }

  static List<JsonNode> lines(Path file) {
    return JsonLines.in(file);
  }
}
