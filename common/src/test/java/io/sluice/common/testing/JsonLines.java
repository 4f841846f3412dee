package io.sluice.common.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a replay wrote: one JSON object a line. */
public final class JsonLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  public static List<JsonNode> in(Path file) {
    List<JsonNode> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        rows.add(JSON.readTree(line));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return rows;
  }

  /**
   * One field of every object, as text; empty where it is missing.
   *
   * @param pointer such as {@code /url/path}
   */
  public static List<String> values(Path file, String pointer) {
    return in(file).stream().map(row -> row.at(pointer).asText()).toList();
  }
}
