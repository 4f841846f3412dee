package io.sluice.playground.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkout this program runs from, and where its build lays out what other JVMs need.
 *
 * <p>Named by the system property {@code sluice.root}; without it, the nearest directory upwards
 * that holds the launcher script's neighbours.
 */
public record SluiceHome(Path root) {

  public static SluiceHome find() {
    String named = System.getProperty("sluice.root");
    if (named != null) {
      return new SluiceHome(Path.of(named).toAbsolutePath().normalize());
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("playground/flink-cluster"))) {
        return new SluiceHome(at);
      }
    }
    throw new PartException("no Sluice checkout here or above; set -Dsluice.root=DIR");
  }

  /** What a Flink distribution has in lib/. */
  public String flinkClasspath() {
    return String.join(java.io.File.pathSeparator, jarsIn("playground/flink-cluster/target/lib"));
  }

  public String kafkaBrokerClasspath() {
    Path classes = existing(root.resolve("playground/kafka-broker/target/classes"));
    return classes
        + java.io.File.pathSeparator
        + String.join(java.io.File.pathSeparator, jarsIn("playground/kafka-broker/target/lib"));
  }

  /** The benchmarks' classpath: their classes and everything they need. */
  public String benchmarksClasspath() {
    Path classes = existing(root.resolve("benchmarks/target/classes"));
    return classes
        + java.io.File.pathSeparator
        + String.join(java.io.File.pathSeparator, jarsIn("benchmarks/target/lib"));
  }

  /** The jar an operator submits, of a module such as {@code log-analytics-job}. */
  public Path fatJar(String module) {
    Path target = root.resolve(module).resolve("target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-fat.jar"))
          .findFirst()
          .orElseThrow(() -> notBuilt(target.resolve(module + "-…-fat.jar")));
    } catch (IOException e) {
      throw new PartException("cannot list " + target, e);
    }
  }

  /** Scratch space inside the checkout, ignored by version control. */
  public Path scratch() {
    return root.resolve(".sluice");
  }

  private List<String> jarsIn(String directory) {
    Path lib = existing(root.resolve(directory));
    try (Stream<Path> files = Files.list(lib)) {
      List<String> jars =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .map(Path::toString)
              .sorted()
              .collect(Collectors.toList());
      if (jars.isEmpty()) {
        throw notBuilt(lib);
      }
      return jars;
    } catch (IOException e) {
      throw new PartException("cannot list " + lib, e);
    }
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw notBuilt(path);
    }
    return path;
  }

  private static PartException notBuilt(Path path) {
    return new PartException(path + " is missing; build it with: mvn -DskipTests package");
  }
}
