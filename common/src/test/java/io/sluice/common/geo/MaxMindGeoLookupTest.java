package io.sluice.common.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the synthetic files of the test data, whose contents {@code ranges.csv} lists. */
class MaxMindGeoLookupTest {
  private static final Path GEO = Path.of("..", "src-test-data", "log-analytics", "geo");
  private static final Path CITIES = GEO.resolve("sluice-city.mmdb");
  private static final Path NETWORKS = GEO.resolve("sluice-asn.mmdb");

  @TempDir private Path directory;

  @Test
  void knowsPlaceAndNetworkOfLondon() throws IOException {
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(CITIES, NETWORKS)) {
      Place london = Addresses.of("81.2.69.142").in(lookup);

      assertThat(london.status()).isEqualTo(Place.Status.FOUND);
      assertThat(london.countryIsoCode()).isEqualTo("GB");
      assertThat(london.regionIsoCode()).isEqualTo("GB-ENG");
      assertThat(london.cityName()).isEqualTo("London");
      assertThat(london.latitude()).isEqualTo(51.5, offset(0.1));
      assertThat(london.longitude()).isEqualTo(-0.1, offset(0.1));
      assertThat(london.asNumber()).isPositive();
      assertThat(london.asOrganization()).isNotBlank();
    }
  }

  @Test
  void agreesWithTheListOfRangesAtBothEndsOfEach() throws IOException {
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(CITIES, NETWORKS)) {
      List<String> ranges = Files.readAllLines(GEO.resolve("ranges.csv"));
      assertThat(ranges).hasSizeGreaterThan(1000);
      for (String range : ranges.subList(1, ranges.size())) {
        String[] expected = range.split(",", 5);
        String[] network = expected[0].split("/");
        Addresses first = Addresses.of(network[0]);
        int prefix = Integer.parseInt(network[1]) + (network[0].contains(":") ? 0 : 96);
        assertPlace(first.in(lookup), expected);
        assertPlace(first.last(prefix).in(lookup), expected);
      }
    }
  }

  private static void assertPlace(Place place, String[] expected) {
    assertThat(place.countryIsoCode()).as(expected[0]).isEqualTo(emptyToNull(expected[1]));
    assertThat(place.cityName()).as(expected[0]).isEqualTo(emptyToNull(expected[2]));
    assertThat(place.asNumber()).as(expected[0]).isEqualTo(Long.parseLong(expected[3]));
    assertThat(place.asOrganization()).as(expected[0]).isEqualTo(unquoted(expected[4]));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String unquoted(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }

  @Test
  void missesWhatTheFilesDoNotHold() throws IOException {
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(CITIES, NETWORKS)) {
      assertThat(Addresses.of("198.51.100.7").in(lookup))
          .isEqualTo(Place.nowhere(Place.Status.MISS));
      assertThat(lookup.damagedRecords()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "127.0.0.1", "100.64.0.1", "::1", "fe80::1", "fd12::1"})
  void doesNotLookUpWhatIsPrivate(String address) throws IOException {
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(CITIES, NETWORKS)) {
      assertThat(Addresses.of(address).in(lookup).status()).isEqualTo(Place.Status.PRIVATE);
    }
  }

  @Test
  void calls0AnInvalidAddress() throws IOException {
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(CITIES, null)) {
      assertThat(lookup.locate(0, 0).status()).isEqualTo(Place.Status.INVALID);
    }
  }

  @Test
  void givesTheHalfItHasWhereOneFileIsNotConfigured() throws IOException {
    try (MaxMindGeoLookup places = MaxMindGeoLookup.open(CITIES, null);
        MaxMindGeoLookup networks = MaxMindGeoLookup.open(null, NETWORKS);
        MaxMindGeoLookup nothing = MaxMindGeoLookup.open(null, null)) {
      Addresses london = Addresses.of("81.2.69.142");

      assertThat(london.in(places).cityName()).isEqualTo("London");
      assertThat(london.in(places).asNumber()).isZero();
      assertThat(london.in(networks).cityName()).isNull();
      assertThat(london.in(networks).latitude()).isNaN();
      assertThat(london.in(networks).asNumber()).isPositive();
      assertThat(london.in(nothing).status()).isEqualTo(Place.Status.MISS);
      assertThat(nothing.unavailable()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-file", "empty", "not-an-mmdb", "truncated"})
  void goesOnWithMissesWhereAFileCannotBeOpened(String name) throws IOException {
    Path file = GEO.resolve("damaged").resolve(name + ".mmdb");
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(file, NETWORKS)) {
      assertThat(lookup.unavailable()).singleElement().asString().contains(name);
      Place london = Addresses.of("81.2.69.142").in(lookup);
      assertThat(london.cityName()).isNull();
      assertThat(london.asNumber()).isPositive();
    }
  }

  @Test
  void countsDamagedRecordsAsMisses() throws IOException {
    Path corrupt = GEO.resolve("damaged").resolve("corrupt-data.mmdb");
    try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(corrupt, null)) {
      assertThat(lookup.unavailable()).isEmpty();
      assertThat(Addresses.of("81.2.69.142").in(lookup).status()).isEqualTo(Place.Status.MISS);
      assertThat(Addresses.of("198.51.100.7").in(lookup).status()).isEqualTo(Place.Status.MISS);
      assertThat(lookup.damagedRecords()).isEqualTo(1);
    }
  }

  /** Every byte of the tree and of the records may be wrong, alone or with others. */
  @Test
  void survivesAnyDamage() throws IOException {
    byte[] whole = Files.readAllBytes(CITIES);
    Random random = new Random(42);
    Map<Boolean, Integer> byOpened = new HashMap<>();
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      int flips = 1 << random.nextInt(12);
      for (int flip = 0; flip < flips; flip++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(directory.resolve("damaged.mmdb"), bytes);
      try (MaxMindGeoLookup lookup = MaxMindGeoLookup.open(file, null)) {
        byOpened.merge(lookup.unavailable().isEmpty(), 1, Integer::sum);
        lookUpAll(lookup, random);
      }
    }
    assertThat(byOpened.get(true)).as("damaged files that opened").isGreaterThan(100);
  }

  private static void lookUpAll(MaxMindGeoLookup lookup, Random random) {
    for (int address = 0; address < 200; address++) {
      Place place = lookup.locate(0, 0xFFFFL << 32 | random.nextInt() & 0xFFFFFFFFL);
      assertThat(place).isNotNull();
      assertThat(lookup.locate(0x2600L << 48 | random.nextLong() >>> 16, random.nextLong()))
          .isNotNull();
    }
    assertThat(Addresses.of("81.2.69.142").in(lookup)).isNotNull();
  }
}
