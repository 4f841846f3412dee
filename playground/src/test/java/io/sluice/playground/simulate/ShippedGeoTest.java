package io.sluice.playground.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed geo databases, read by MaxMind's own reader. */
class ShippedGeoTest {
  private static final Path GEO = Path.of("../src-test-data/log-analytics/geo");

  @Test
  void cityRecordsHaveTheLayoutOfGeoIp2City() throws IOException {
    try (Reader reader = new Reader(file("sluice-city.mmdb"))) {
      assertThat(reader.getMetadata().databaseType()).isEqualTo("GeoIP2-City");
      assertThat(reader.getMetadata().ipVersion()).isEqualTo(6);
      Map<?, ?> london = get(reader, "81.2.69.142");
      assertThat(part(london, "city", "names")).isEqualTo(Map.of("en", "London"));
      assertThat(part(london, "continent", "code")).isEqualTo("EU");
      assertThat(part(london, "country", "iso_code")).isEqualTo("GB");
      assertThat(part(london, "country", "names")).isEqualTo(Map.of("en", "United Kingdom"));
      assertThat(part(london, "registered_country", "iso_code")).isEqualTo("GB");
      assertThat(part(london, "location", "latitude")).isEqualTo(51.5142);
      assertThat(part(london, "location", "longitude")).isEqualTo(-0.0931);
      assertThat(part(london, "location", "time_zone")).isEqualTo("Europe/London");
      Map<?, ?> england = (Map<?, ?>) ((List<?>) london.get("subdivisions")).get(0);
      assertThat(england.get("iso_code")).isEqualTo("ENG");
      assertThat(england.get("names")).isEqualTo(Map.of("en", "England"));
    }
  }

  @Test
  void placesWithoutACityOrASubdivisionAreThere() throws IOException {
    try (Reader reader = new Reader(file("sluice-city.mmdb"))) {
      Map<?, ?> googlebot = get(reader, "66.249.66.1");
      assertThat(part(googlebot, "country", "iso_code")).isEqualTo("US");
      assertThat(googlebot.containsKey("city")).isFalse();
      Map<?, ?> hongKong = get(reader, "219.76.0.1");
      assertThat(part(hongKong, "city", "names")).isEqualTo(Map.of("en", "Hong Kong"));
      assertThat(hongKong.containsKey("subdivisions")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "9.9.9.9", "::1", "fe80::1", "2001:db8::1"})
  void addressesOutsideTheRangesAreUnknown(String address) throws IOException {
    try (Reader city = new Reader(file("sluice-city.mmdb"));
        Reader asn = new Reader(file("sluice-asn.mmdb"))) {
      assertThat(get(city, address)).isNull();
      assertThat(get(asn, address)).isNull();
    }
  }

  @Test
  void asRecordsHaveTheLayoutOfGeoLiteAsn() throws IOException {
    try (Reader reader = new Reader(file("sluice-asn.mmdb"))) {
      assertThat(reader.getMetadata().databaseType()).isEqualTo("GeoLite2-ASN");
      assertThat(get(reader, "2003::1"))
          .isEqualTo(
              Map.of(
                  "autonomous_system_number",
                  3320L,
                  "autonomous_system_organization",
                  "Deutsche Telekom"));
    }
  }

  @Test
  void bothEndsOfEveryListedRangeGiveWhatTheListSays() throws IOException {
    Set<String> countries = new HashSet<>();
    try (Reader city = new Reader(file("sluice-city.mmdb"));
        Reader asn = new Reader(file("sluice-asn.mmdb"))) {
      for (String line : Files.readAllLines(GEO.resolve("ranges.csv")).stream().skip(1).toList()) {
        String[] row = line.split(",", 5);
        countries.add(row[1]);
        for (InetAddress address : ends(row[0])) {
          Map<?, ?> record = city.get(address, Map.class);
          assertThat(part(record, "country", "iso_code")).as("%s", address).isEqualTo(row[1]);
          assertThat(row[2].isEmpty() ? null : Map.of("en", row[2]))
              .as("%s", address)
              .isEqualTo(record.containsKey("city") ? part(record, "city", "names") : null);
          assertThat(asn.get(address, Map.class).get("autonomous_system_number"))
              .as("%s", address)
              .isEqualTo(Long.valueOf(row[3]));
        }
      }
    }
    assertThat(countries).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty.mmdb", "not-an-mmdb.mmdb", "truncated.mmdb"})
  void damagedCopiesDoNotOpen(String name) {
    assertThatThrownBy(() -> new Reader(file("damaged/" + name)).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void corruptDataFailsAtTheFirstHitOnly() throws IOException {
    try (Reader reader = new Reader(file("damaged/corrupt-data.mmdb"))) {
      assertThat(get(reader, "10.0.0.1")).isNull();
      // Unchecked: whoever looks up in files of others has to catch more than is declared.
      assertThatThrownBy(() -> get(reader, "81.2.69.142"))
          .isInstanceOfAny(InvalidDatabaseException.class, RuntimeException.class);
    }
  }

  @Test
  void aWrongNodeCountIsNoticed() {
    assertThatThrownBy(
            () -> {
              try (Reader reader = new Reader(file("damaged/wrong-node-count.mmdb"))) {
                get(reader, "81.2.69.142");
              }
            })
        .isInstanceOf(InvalidDatabaseException.class);
  }

  private static File file(String name) {
    return GEO.resolve(name).toFile();
  }

  private static Map<?, ?> get(Reader reader, String address) throws IOException {
    return reader.get(InetAddress.getByName(address), Map.class);
  }

  private static Object part(Map<?, ?> record, String outer, String inner) {
    return ((Map<?, ?>) record.get(outer)).get(inner);
  }

  private static List<InetAddress> ends(String network) throws IOException {
    int slash = network.indexOf('/');
    byte[] first = InetAddress.getByName(network.substring(0, slash)).getAddress();
    byte[] last = first.clone();
    for (int bit = Integer.parseInt(network.substring(slash + 1)); bit < last.length * 8; bit++) {
      last[bit / 8] |= (byte) (0x80 >>> (bit % 8));
    }
    return List.of(InetAddress.getByAddress(first), InetAddress.getByAddress(last));
  }
}
