package io.sluice.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What a job's fat jar must and must not hold. Flink, RocksDB and logging come from the cluster: a
 * second copy in the job's class loader breaks in ways that no other test sees.
 */
public final class FatJarCheck {
  /** Flink's connectors are not part of the distribution, so the jar brings them. */
  private static final List<String> CONNECTORS =
      List.of(
          "org/apache/flink/connector/base/",
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/streaming/connectors/kafka/",
          "org/apache/flink/streaming/util/serialization/");

  private static final List<String> OF_THE_CLUSTER =
      List.of(
          "org/rocksdb/",
          "org/slf4j/",
          "org/apache/log4j/",
          "org/apache/logging/",
          "ch/qos/logback/",
          "org/junit/");

  private FatJarCheck() {}

  /**
   * @param target the module's build folder
   * @param main the job's main class
   */
  public static void assertFit(Path target, Class<?> main) {
    try (JarFile jar = new JarFile(fatJarIn(target).toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo(main.getName());
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names).contains(main.getName().replace('.', '/') + ".class");
      assertThat(names.stream().filter(FatJarCheck::ofTheCluster).limit(20)).isEmpty();
      assertThat(names).doesNotHaveDuplicates();
      assertThat(names).noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
      assertServicesMerged(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flyway's databases come from several jars with service files of one name. */
  private static void assertServicesMerged(JarFile jar) throws IOException {
    ZipEntry plugins = jar.getEntry("META-INF/services/org.flywaydb.core.extensibility.Plugin");
    assertThat(plugins).isNotNull();
    try (InputStream in = jar.getInputStream(plugins)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("PostgreSQLDatabaseType")
          .contains("MySQLDatabaseType")
          .contains("org.flywaydb.core.internal");
    }
  }

  private static boolean ofTheCluster(String name) {
    if (!name.endsWith(".class")) {
      return false;
    }
    boolean flinkItself =
        name.startsWith("org/apache/flink/") && CONNECTORS.stream().noneMatch(name::startsWith);
    return flinkItself || OF_THE_CLUSTER.stream().anyMatch(name::startsWith);
  }

  private static Path fatJarIn(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-fat.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no fat jar in " + target.toAbsolutePath()));
    }
  }
}
