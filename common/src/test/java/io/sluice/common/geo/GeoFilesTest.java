package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The city file is replaced by the ASN file, which knows no cities, and back. */
@Timeout(60)
class GeoFilesTest {
  private static final Path GEO = Path.of("..", "src-test-data", "log-analytics", "geo");
  private static final Path CITIES = GEO.resolve("sluice-city.mmdb");
  private static final Path NETWORKS = GEO.resolve("sluice-asn.mmdb");
  private static final Addresses LONDON = Addresses.of("81.2.69.142");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private Path file;
  private Instant now = Instant.now();
  private int versions;

  @BeforeEach
  void putFile() throws IOException {
    file = directory.resolve("city.mmdb");
    Files.copy(CITIES, file);
    settle();
  }

  private final class Moving extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  @Test
  void takesOverAFileRenamedIntoPlace() throws IOException {
    try (GeoFiles files = open()) {
      MaxMindGeoLookup before = files.current();
      replaceByRename(NETWORKS);

      files.refresh();

      assertThat(files.current()).isNotSameAs(before);
      assertThat(LONDON.in(files.current()).cityName()).isNull();
      assertThat(LONDON.in(before).cityName()).isEqualTo("London"); // a reader half way through
      assertThat(files.reloads()).isEqualTo(1);
      assertThat(files.failures()).isZero();
    }
  }

  @Test
  void leavesEverythingAloneWhileNothingChanges() throws IOException {
    try (GeoFiles files = open()) {
      MaxMindGeoLookup before = files.current();

      files.refresh();
      settle(); // touched
      files.refresh();

      assertThat(files.current()).isSameAs(before);
      assertThat(files.reloads()).isZero();
    }
  }

  @Test
  void keepsTheOldOneWhereTheNewOneIsNoGoodAndTriesItOnce() throws IOException {
    try (GeoFiles files = open()) {
      MaxMindGeoLookup before = files.current();
      for (String damaged :
          new String[] {"empty", "not-an-mmdb", "truncated", "corrupt-data", "wrong-node-count"}) {
        replaceByRename(GEO.resolve("damaged").resolve(damaged + ".mmdb"));
        long failures = files.failures();

        files.refresh();
        files.refresh();
        files.refresh();

        assertThat(files.current()).as(damaged).isSameAs(before);
        assertThat(files.failures()).as(damaged).isEqualTo(failures + 1);
        assertThat(files.lastFailure()).isEqualTo(now.toEpochMilli());
        assertThat(files.broken()).isEqualTo(1);
      }
      replaceByRename(NETWORKS);
      files.refresh();
      assertThat(files.reloads()).isEqualTo(1);
      assertThat(files.broken()).isZero();
    }
  }

  @Test
  void waitsForAFileThatIsStillBeingWritten() throws IOException {
    byte[] whole = Files.readAllBytes(NETWORKS);
    try (GeoFiles files = open()) {
      MaxMindGeoLookup before = files.current();
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      Files.setLastModifiedTime(file, FileTime.from(now));
      files.refresh();
      assertThat(files.failures()).isZero();

      // The writer stalled for so long that the half was tried; it goes on.
      settle();
      files.refresh();
      assertThat(files.failures()).isEqualTo(1);
      assertThat(files.current()).isSameAs(before);
      Files.write(
          file,
          Arrays.copyOfRange(whole, whole.length / 2, whole.length),
          StandardOpenOption.APPEND);
      settle();

      files.refresh();

      assertThat(LONDON.in(files.current()).cityName()).isNull();
      assertThat(files.broken()).isZero();
    }
  }

  @Test
  void outlivesTheFileAndTakesItsReturn() throws IOException {
    try (GeoFiles files = open()) {
      Files.delete(file);
      files.refresh();
      files.refresh();
      assertThat(LONDON.in(files.current()).cityName()).isEqualTo("London");
      assertThat(files.failures()).isEqualTo(1);
      assertThat(files.broken()).isEqualTo(1);

      Files.copy(CITIES, file);
      settle();
      files.refresh();
      assertThat(files.reloads()).as("the same bytes").isZero();
      assertThat(files.broken()).isZero();
    }
  }

  @Test
  void takesAFileThatWasMissingAtTheStart() throws IOException {
    Files.delete(file);
    try (GeoFiles files = open()) {
      assertThat(files.current().unavailable()).hasSize(1);
      files.refresh();
      assertThat(files.failures()).isZero();
      assertThat(files.ageSeconds()).isEqualTo(-1);

      Files.copy(CITIES, file);
      settle();
      files.refresh();

      assertThat(files.current().unavailable()).isEmpty();
      assertThat(LONDON.in(files.current()).cityName()).isEqualTo("London");
      assertThat(files.ageSeconds()).isPositive();
    }
  }

  @Test
  void replacesOneOfTwoFiles() throws IOException {
    Path networks = directory.resolve("asn.mmdb");
    Files.copy(NETWORKS, networks);
    try (GeoFiles files = GeoFiles.open(file, networks, Duration.ZERO, new Moving())) {
      long number = LONDON.in(files.current()).asNumber();
      replaceByRename(NETWORKS);

      files.refresh();

      assertThat(LONDON.in(files.current()).cityName()).isNull();
      assertThat(LONDON.in(files.current()).asNumber()).isEqualTo(number).isPositive();
    }
  }

  @Test
  void looksByItself() throws Exception {
    try (GeoFiles files = GeoFiles.open(file, null, Duration.ofMillis(20), Clock.systemUTC())) {
      replaceByRename(NETWORKS);

      for (int tries = 0; files.reloads() == 0; tries++) {
        assertThat(tries).isLessThan(2000);
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  private GeoFiles open() {
    return GeoFiles.open(file, null, Duration.ZERO, new Moving());
  }

  private void replaceByRename(Path version) throws IOException {
    Path beside = directory.resolve("beside");
    Files.copy(version, beside);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    settle();
  }

  /** As if it had lain there for a while: each version has a time of its own. */
  private void settle() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusSeconds(versions++)));
  }
}
