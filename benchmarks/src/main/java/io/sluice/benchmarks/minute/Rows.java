package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.contest.ContestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a contender gave out, by {@code minute country status}. Two results are equal if they have
 * the same keys, requests, bytes and maxima; distinct clients are equal where both count exactly or
 * both by the same sketch, and otherwise within what the sketch promises.
 */
public record Rows(Map<String, Row> byKey) {
  /** Four relative standard errors (0.8 %) of a HyperLogLog of lgK 14. */
  private static final double SKETCH_ERROR = 0.033;

  /** The figures of a row. */
  public record Row(long requests, long bytes, long distinct, long maxBytes) {}

  public static Rows read(Path folder) throws IOException {
    Map<String, Row> rows = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", -1);
          Row row =
              new Row(
                  Long.parseLong(words[3]),
                  Long.parseLong(words[4]),
                  Long.parseLong(words[5]),
                  Long.parseLong(words[6]));
          if (rows.put(words[0] + ' ' + words[1] + ' ' + words[2], row) != null) {
            throw new ContestException("two rows for one key: " + line, null);
          }
        }
      }
    }
    return new Rows(rows);
  }

  /** Every line was counted once. */
  public void requireAll(long lines) {
    long requests = byKey.values().stream().mapToLong(Row::requests).sum();
    if (requests != lines) {
      throw new ContestException(requests + " requests counted, not " + lines, null);
    }
  }

  /**
   * @param sameSketch whether distinct clients must be equal to the last one
   * @throws ContestException naming the first difference
   */
  public void requireEqual(String name, Rows other, boolean sameSketch) {
    if (!byKey.keySet().equals(other.byKey.keySet())) {
      throw new ContestException(
          name + " gave out " + other.byKey.size() + " rows, not the same " + byKey.size(), null);
    }
    byKey.forEach(
        (key, row) -> {
          Row that = other.byKey.get(key);
          boolean equal =
              row.requests == that.requests
                  && row.bytes == that.bytes
                  && row.maxBytes == that.maxBytes
                  && (sameSketch ? row.distinct == that.distinct : close(row, that));
          if (!equal) {
            throw new ContestException(
                name + " says of " + key + ": " + that + ", not " + row, null);
          }
        });
  }

  private static boolean close(Row row, Row that) {
    long least = Math.min(row.distinct, that.distinct);
    return Math.abs(row.distinct - that.distinct) <= Math.max(1, 2 * SKETCH_ERROR * least);
  }
}
