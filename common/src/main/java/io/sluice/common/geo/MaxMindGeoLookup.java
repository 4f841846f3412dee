package io.sluice.common.geo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks addresses up in a MaxMind city (or country) file and an ASN file, each optional. A file
 * that is missing or cannot be opened costs its part of the answer, never the job: it is listed in
 * {@link #unavailable()}. A damaged record inside an open file is a MISS, counted in {@link
 * #damagedRecords()}.
 *
 * <p>Holds both files in memory; share one per process. Safe for many threads. A reload puts
 * another one in its place ({@link GeoFiles}).
 */
public final class MaxMindGeoLookup implements GeoLookup, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MaxMindGeoLookup.class);

  private static final Place MISS = Place.nowhere(Place.Status.MISS);
  private static final Place PRIVATE = Place.nowhere(Place.Status.PRIVATE);
  private static final Place INVALID = Place.nowhere(Place.Status.INVALID);

  private final List<String> unavailable;
  private final LongAdder damagedRecords;
  private final MmdbFile<CityRecord> cities;
  private final MmdbFile<NetworkRecord> networks;

  /**
   * @param cities null where there is none, as networks
   * @param damagedRecords where they are counted
   */
  MaxMindGeoLookup(
      MmdbFile<CityRecord> cities,
      MmdbFile<NetworkRecord> networks,
      List<String> unavailable,
      LongAdder damagedRecords) {
    this.cities = cities;
    this.networks = networks;
    this.unavailable = List.copyOf(unavailable);
    this.damagedRecords = damagedRecords;
  }

  /** Opens the files; null for one that is not configured. */
  public static MaxMindGeoLookup open(Path cityFile, Path asnFile) {
    List<String> unavailable = new ArrayList<>();
    return new MaxMindGeoLookup(
        openOrReport(cityFile, CityRecord.class, unavailable),
        openOrReport(asnFile, NetworkRecord.class, unavailable),
        unavailable,
        new LongAdder());
  }

  private static <T> MmdbFile<T> openOrReport(Path path, Class<T> type, List<String> unavailable) {
    if (path == null) {
      return null;
    }
    try {
      MmdbFile<T> file = MmdbFile.open(path, type);
      LOG.info("Locating addresses with {}", file.description());
      return file;
    } catch (IOException e) {
      LOG.error(
          "Going on WITHOUT the geo file {}: every address it would locate is a miss", path, e);
      unavailable.add(path + ": " + e.getMessage());
      return null;
    }
  }

  /** The files that were asked for and could not be opened, each with the reason. */
  public List<String> unavailable() {
    return unavailable;
  }

  /** Lookups so far that met a damaged record. */
  public long damagedRecords() {
    return damagedRecords.sum();
  }

  @Override
  public Place locate(long high, long low) {
    if (high == 0 && low == 0) {
      return INVALID;
    }
    if (UnroutableAddresses.contains(high, low)) {
      return PRIVATE;
    }
    if (cities == null && networks == null) {
      return MISS;
    }
    return place(find(cities, high, low), find(networks, high, low));
  }

  private <T> T find(MmdbFile<T> file, long high, long low) {
    if (file == null) {
      return null;
    }
    try {
      return file.find(high, low);
    } catch (IOException damaged) {
      damagedRecords.increment();
      LOG.debug("Damaged geo record", damaged);
      return null;
    }
  }

  private static Place place(CityRecord city, NetworkRecord network) {
    if (city == null && network == null) {
      return MISS;
    }
    return new Place(
        Place.Status.FOUND,
        city == null ? null : city.countryIsoCode(),
        city == null ? null : city.regionIsoCode(),
        city == null ? null : city.cityName(),
        city == null ? Double.NaN : city.latitude(),
        city == null ? Double.NaN : city.longitude(),
        network == null || network.number() == null ? 0 : network.number(),
        network == null ? null : network.organization());
  }

  @Override
  public void close() throws IOException {
    if (cities != null) {
      cities.close();
    }
    if (networks != null) {
      networks.close();
    }
  }
}
