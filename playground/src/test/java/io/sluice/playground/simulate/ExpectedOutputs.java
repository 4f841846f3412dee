package io.sluice.playground.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares a replay's outputs with a case of src-test-data by the rules of the README there. */
final class ExpectedOutputs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALLOWED = "Allowed";
  private static final double ROUNDING = 1e-3;

  /** Objects that must hold nothing but what is expected. */
  private static final Set<String> CLOSED = Set.of("url", "http", "response", "user", "geo");

  private final Path expected;
  private final Path found;
  private final Set<String> unjudged;

  ExpectedOutputs(Path expected, Path found, Set<String> unjudgedDimensions) {
    this.expected = expected;
    this.found = found;
    this.unjudged = unjudgedDimensions;
  }

  /** What differs, one line each. */
  List<String> differences() throws IOException {
    List<String> differences = new ArrayList<>();
    for (String output : List.of("requests", "rejects", "traffic", "late")) {
      Map<String, JsonNode> wanted = rows(expected, output, differences);
      Map<String, JsonNode> given = rows(found, output, differences);
      Set<String> keys = new TreeSet<>(wanted.keySet());
      keys.addAll(given.keySet());
      for (String key : keys) {
        String where = output + " " + key;
        if (!given.containsKey(key)) {
          differences.add(where + ": missing");
        } else if (!wanted.containsKey(key)) {
          differences.add(where + ": not expected");
        } else {
          compare(where, wanted.get(key), given.get(key), differences);
        }
      }
    }
    return differences;
  }

  private Map<String, JsonNode> rows(Path folder, String output, List<String> differences)
      throws IOException {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(folder.resolve(output + ".jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = JSON.readTree(line);
        if (unjudged.contains(row.path("dimension").asText())) {
          continue;
        }
        // Of traffic the last line of a key holds; anything else happens once.
        if (rows.put(key(output, row), row) != null && !output.equals("traffic")) {
          differences.add(output + " " + key(output, row) + ": twice");
        }
      }
    }
    return rows;
  }

  private static String key(String output, JsonNode row) {
    return switch (output) {
      case "requests" -> row.at("/event/id").asText();
      case "traffic" -> texts(row, "granularity", "windowStart", "dimension", "value");
      default -> texts(row, "topic", "partition", "offset");
    };
  }

  private static String texts(JsonNode row, String... fields) {
    return String.join(" ", Stream.of(fields).map(field -> row.path(field).asText()).toList());
  }

  private static void compare(
      String where, JsonNode wanted, JsonNode given, List<String> differences) {
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      String name = field.getKey();
      JsonNode value = given.path(name);
      if (name.endsWith(ALLOWED)) {
        continue;
      }
      String at = where + " " + name;
      if (wanted.has(name + ALLOWED)) {
        compareRange(at, wanted.get(name + ALLOWED), value, differences);
      } else if (field.getValue().isObject()) {
        compare(at, field.getValue(), value, differences);
        compareNames(at, name, field.getValue(), value, differences);
      } else if (!same(field.getValue(), value)) {
        differences.add(at + ": " + value + " instead of " + field.getValue());
      }
    }
  }

  private static void compareRange(
      String at, JsonNode range, JsonNode value, List<String> differences) {
    double low = range.get(0).asDouble() - ROUNDING;
    double high = range.get(1).asDouble() + ROUNDING;
    if (!value.isNumber() || value.asDouble() < low || value.asDouble() > high) {
      differences.add(at + ": " + value + " instead of something in " + range);
    }
  }

  private static void compareNames(
      String at, String name, JsonNode wanted, JsonNode given, List<String> differences) {
    if (CLOSED.contains(name)) {
      given
          .fieldNames()
          .forEachRemaining(
              more -> {
                if (!wanted.has(more)) {
                  differences.add(at + " " + more + ": " + given.get(more) + ", not expected");
                }
              });
    }
  }

  private static boolean same(JsonNode wanted, JsonNode given) {
    return wanted.isNumber() && given.isNumber()
        ? wanted.decimalValue().compareTo(given.decimalValue()) == 0
        : wanted.equals(given);
  }
}
