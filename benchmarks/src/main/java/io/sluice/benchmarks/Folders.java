package io.sluice.benchmarks;

import io.sluice.playground.part.SluiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where things are. */
final class Folders {
  private Folders() {}

  /** The city database that ships with the suite. */
  static Path geo() {
    return SluiceHome.find().root().resolve("src-test-data/log-analytics/geo/sluice-city.mmdb");
  }

  /** A folder and all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
