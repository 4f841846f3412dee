package io.sluice.playground.part;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of its own, on a leash: it ends with this JVM, orderly or killed.
 *
 * <p>Standard output and error are appended to {@code <name>.log} in the run directory.
 */
final class ChildJvm {
  private static final long STOP_SECONDS = 30;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread reaper;

  private ChildJvm(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.reaper = new Thread(process::destroyForcibly, "reap-" + name);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** What to run. */
  record Command(
      String name,
      Path runDirectory,
      String classpath,
      List<String> jvm,
      String main,
      List<String> args) {
    ChildJvm start() {
      try {
        Files.createDirectories(runDirectory);
        Path log = runDirectory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(line());
        builder.directory(runDirectory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new ChildJvm(name, log, builder.start());
      } catch (IOException e) {
        throw new PartException("cannot start " + name, e);
      }
    }

    /** Runs to the end and gives standard output. */
    String output() {
      try {
        Process process = new ProcessBuilder(line()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new PartException(name + " failed: " + text);
        }
        return text;
      } catch (IOException e) {
        throw new PartException("cannot run " + name, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PartException("interrupted while running " + name, e);
      }
    }

    private List<String> line() throws IOException {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(jvm);
      line.add("-cp");
      line.add(leash() + File.pathSeparator + classpath);
      line.add(Leash.class.getName());
      line.add(main);
      line.addAll(args);
      return line;
    }

    private Path leash() throws IOException {
      Path directory = runDirectory.resolve("leash");
      Path file = directory.resolve(Leash.class.getName().replace('.', '/') + ".class");
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        try (InputStream bytes = Leash.class.getResourceAsStream("Leash.class")) {
          Files.copy(bytes, file);
        }
      }
      return directory;
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Throws with the end of the log when the process is gone although it should live. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new PartException(
          name + " ended with " + process.exitValue() + ", see " + log + "\n" + lastLines());
    }
  }

  /** SIGTERM, then SIGKILL for one that does not listen. */
  void stop() {
    process.destroy();
    if (!endsWithin(STOP_SECONDS)) {
      kill();
    }
    forget();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    endsWithin(STOP_SECONDS);
    forget();
  }

  private boolean endsWithin(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException e) {
      // This JVM is going down already; the hook has its turn or had it.
      return;
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e + ")";
    }
  }
}
