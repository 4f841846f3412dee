package io.sluice.playground.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A directory per run. Logs stay to be read until the next run, which removes what runs that have
 * ended left behind: an hour of traffic takes gigabytes.
 */
public final class RunDirectory {
  private static final String PID = "pid";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private RunDirectory() {}

  public static Path fresh(Path parent, Clock clock) throws IOException {
    Files.createDirectories(parent);
    removeEnded(parent);
    long own = ProcessHandle.current().pid();
    String stamp = STAMP.format(clock.instant().atZone(ZoneOffset.UTC));
    Path directory = Files.createDirectories(parent.resolve(stamp + "-" + own));
    Files.writeString(directory.resolve(PID), Long.toString(own));
    return directory;
  }

  private static void removeEnded(Path parent) throws IOException {
    List<Path> runs;
    try (Stream<Path> listed = Files.list(parent)) {
      runs = listed.filter(RunDirectory::hasEnded).toList();
    }
    for (Path run : runs) {
      remove(run);
    }
  }

  private static boolean hasEnded(Path run) {
    try {
      String pid = Files.readString(run.resolve(PID), StandardCharsets.UTF_8).strip();
      return ProcessHandle.of(Long.parseLong(pid)).map(handle -> !handle.isAlive()).orElse(true);
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private static void remove(Path run) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> walked = Files.walk(run)) {
      deepestFirst = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
