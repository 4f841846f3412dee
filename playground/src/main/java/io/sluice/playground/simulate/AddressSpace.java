package io.sluice.playground.simulate;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Network;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The addresses that people and programs come from: public ranges of a geo database, a country as
 * often as it has visitors who are awake, and now and then an address the database does not know.
 */
final class AddressSpace {
  /** Of a large database so many networks a country are enough to draw from. */
  private static final int NETWORKS_KEPT = 4_096;

  private static final double SHARE_OF_IPV6 = 0.14;

  /** Share of visitors of a country that the shares file does not list. */
  private static final double SHARE_OF_UNLISTED = 0.02;

  private static final int UNKNOWN_KEPT = 512;

  private final List<Country> countries;
  private final List<Weighted<Country>> byHour = new ArrayList<>();
  private final List<byte[]> unknown;

  /** A country, its networks and how far east of Greenwich its clocks are. */
  private static final class Country {
    final double share;
    final List<Network> ipv4 = new ArrayList<>();
    final List<Network> ipv6 = new ArrayList<>();
    int offsetSeconds;
    int seen;
    Weighted<Network> ipv4BySize;

    Country(double share) {
      this.share = share;
    }
  }

  private static final class MissingCountries extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MissingCountries(String name) {
      super(name + " holds no country: give a GeoIP2 or GeoLite2 City or Country database");
    }
  }

  private AddressSpace(List<Country> countries, List<byte[]> unknown) {
    this.countries = countries;
    this.unknown = unknown;
    for (int hour = 0; hour < 24; hour++) {
      long at = hour * 3_600_000L;
      byHour.add(
          new Weighted<>(countries, c -> c.share * (0.05 + Rhythm.awake(at, c.offsetSeconds))));
    }
  }

  /** The database that ships with the suite. */
  static AddressSpace shipped() {
    try (InputStream file = Resource.open("geo/sluice-city.mmdb");
        Reader reader = new Reader(file)) {
      return read(reader, "the shipped database");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Any database with countries.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no country
   */
  static AddressSpace of(Path mmdb) throws IOException {
    try (InputStream file = Files.newInputStream(mmdb);
        Reader reader = new Reader(file)) {
      return read(reader, mmdb.toString());
    } catch (MissingCountries e) {
      throw e;
    } catch (RuntimeException e) {
      // A damaged database makes the reader fail in many ways, none of them declared.
      throw new IOException("not a readable MaxMind database", e);
    }
  }

  private static AddressSpace read(Reader reader, String name) throws IOException {
    Map<String, Double> shares = shares();
    Map<String, Country> countries = new TreeMap<>();
    Iterator<DatabaseRecord<Origin>> networks = networks(reader);
    while (networks.hasNext()) {
      DatabaseRecord<Origin> found = networks.next();
      if (found.data() != null && found.data().countryCode() != null) {
        String isoCode = found.data().countryCode();
        double share = shares.getOrDefault(isoCode, SHARE_OF_UNLISTED);
        keep(
            countries.computeIfAbsent(isoCode, iso -> new Country(share)),
            found.network(),
            found.data().timeZone());
      }
    }
    if (countries.isEmpty()) {
      throw new MissingCountries(name);
    }
    List<Country> usable = List.copyOf(countries.values());
    for (Country country : usable) {
      country.ipv4BySize =
          country.ipv4.isEmpty()
              ? null
              : new Weighted<>(country.ipv4, n -> StrictMath.pow(2, 32 - n.prefixLength()));
    }
    return new AddressSpace(usable, unknownTo(reader));
  }

  private static Iterator<DatabaseRecord<Origin>> networks(Reader reader) throws IOException {
    try {
      return reader.networks(Origin.class);
    } catch (InvalidNetworkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Keeps every network while there are few, then an even sample (every n-th is replaced). */
  private static void keep(Country country, Network network, String zone) {
    if (country.seen++ == 0 && zone != null) {
      country.offsetSeconds = offsetOf(zone);
    }
    List<Network> kept =
        network.networkAddress().getAddress().length == 4 ? country.ipv4 : country.ipv6;
    if (kept.size() < NETWORKS_KEPT) {
      kept.add(network);
    } else {
      int slot = (int) Long.remainderUnsigned(Rhythm.mix(country.seen), country.seen);
      if (slot < NETWORKS_KEPT) {
        kept.set(slot, network);
      }
    }
  }

  private static int offsetOf(String zone) {
    try {
      return ZoneId.of(zone)
          .getRules()
          .getStandardOffset(Instant.parse("2025-01-01T00:00:00Z"))
          .getTotalSeconds();
    } catch (DateTimeException e) {
      return 0; // a zone this JDK has not heard of yet: only the hour of its evening is off
    }
  }

  private static Map<String, Double> shares() {
    Map<String, Double> shares = new HashMap<>();
    for (String line : Resource.lines("countries.txt")) {
      List<String> parts = Resource.split(line);
      shares.put(parts.get(0), Double.valueOf(parts.get(1)));
    }
    return shares;
  }

  private static List<byte[]> unknownTo(Reader reader) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> unknown = new ArrayList<>();
    for (int tries = 0; tries < 200_000 && unknown.size() < UNKNOWN_KEPT; tries++) {
      byte[] address = new byte[4];
      NetworkAddress.fill(address, 8, random);
      address[0] = (byte) (1 + random.nextInt(223));
      if (NetworkAddress.isPublic(address)
          && reader.get(InetAddress.getByAddress(address), Origin.class) == null) {
        unknown.add(NetworkAddress.of(address));
      }
    }
    return unknown;
  }

  /** An address of a visitor at that time, as text. */
  byte[] visitor(long epochMillis, double shareOfUnknown, SplittableRandom random) {
    if (!unknown.isEmpty() && random.nextDouble() < shareOfUnknown) {
      return unknown.get(random.nextInt(unknown.size()));
    }
    int hour = (int) Math.floorMod(Math.floorDiv(epochMillis, 3_600_000L), 24L);
    return in(byHour.get(hour).draw(random), random);
  }

  /** How many visitors are awake, by the shares of the countries; mean 1 over a day. */
  double awake(long epochMillis) {
    double sum = 0;
    double shares = 0;
    for (Country country : countries) {
      sum += country.share * Rhythm.awake(epochMillis, country.offsetSeconds);
      shares += country.share;
    }
    return sum / shares;
  }

  private static byte[] in(Country country, SplittableRandom random) {
    boolean ipv6 =
        country.ipv4BySize == null
            || (!country.ipv6.isEmpty() && random.nextDouble() < SHARE_OF_IPV6);
    Network network =
        ipv6
            ? country.ipv6.get(random.nextInt(country.ipv6.size()))
            : country.ipv4BySize.draw(random);
    return NetworkAddress.of(
        NetworkAddress.within(
            network.networkAddress().getAddress(), network.prefixLength(), random));
  }
}
