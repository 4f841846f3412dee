package io.sluice.playground.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The simulator's own text files: one entry a line, # comments. */
final class Resource {
  private Resource() {}

  static InputStream open(String name) {
    InputStream stream = Resource.class.getResourceAsStream("/simulate/" + name);
    if (stream == null) {
      throw new IllegalStateException("simulate/" + name + " is missing from the classpath");
    }
    return stream;
  }

  static List<String> lines(String name) {
    try (InputStream stream = open(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of cells divided by {@code |}, every line padded to as many cells. */
  static List<List<String>> table(String name, int cells) {
    return lines(name).stream().map(line -> cells(line, cells)).toList();
  }

  /** Lines {@code name: word word …}. */
  static Map<String, List<String>> words(String name) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (String line : lines(name)) {
      int colon = line.indexOf(':');
      words.put(line.substring(0, colon), split(line.substring(colon + 1)));
    }
    return words;
  }

  static List<String> split(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  private static List<String> cells(String line, int count) {
    String[] cells = Arrays.copyOf(line.split("\\|", -1), count);
    for (int i = 0; i < count; i++) {
      cells[i] = cells[i] == null ? "" : cells[i].strip();
    }
    return List.of(cells);
  }
}
