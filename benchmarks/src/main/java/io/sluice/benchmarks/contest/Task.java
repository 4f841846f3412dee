package io.sluice.benchmarks.contest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a contender is to do in a round: names and values, so that one line of text carries it to
 * the contender's process. Values hold no tab.
 */
public record Task(Map<String, String> values) {
  private static final String BETWEEN = "\t";

  public Task {
    values = Map.copyOf(values);
  }

  public static Task of() {
    return new Task(Map.of());
  }

  public Task with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value.toString());
    return new Task(more);
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the task says nothing about " + name + ": " + values);
    }
    return value;
  }

  public long number(String name) {
    return Long.parseLong(text(name));
  }

  public Path path(String name) {
    return Path.of(text(name));
  }

  String line() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(BETWEEN));
  }

  static Task parse(String line) {
    return new Task(
        Arrays.stream(line.split(BETWEEN, -1))
            .filter(pair -> !pair.isEmpty())
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }
}
