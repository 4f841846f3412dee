package io.sluice.common.geo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
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
 * <p>Holds both files in memory; share one per process. Safe for many threads. A reload opens a
 * second one beside it and keeps this one where {@link #unavailable()} of the new one is not empty.
 */
public final class MaxMindGeoLookup implements GeoLookup, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(MaxMindGeoLookup.class);

  private static final Place MISS = Place.nowhere(Place.Status.MISS);
  private static final Place PRIVATE = Place.nowhere(Place.Status.PRIVATE);
  private static final Place INVALID = Place.nowhere(Place.Status.INVALID);

  private final List<String> unavailable = new ArrayList<>();
  private final LongAdder damagedRecords = new LongAdder();
  private final MmdbFile cities;
  private final MmdbFile networks;

  private MaxMindGeoLookup(Path cityFile, Path asnFile) {
    cities = openOrReport(cityFile);
    networks = openOrReport(asnFile);
  }

  /** Opens the files; null for one that is not configured. */
  public static MaxMindGeoLookup open(Path cityFile, Path asnFile) {
    return new MaxMindGeoLookup(cityFile, asnFile);
  }

  private MmdbFile openOrReport(Path path) {
    if (path == null) {
      return null;
    }
    try {
      MmdbFile file = MmdbFile.open(path);
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
    return List.copyOf(unavailable);
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
    InetAddress address = address(high, low);
    return place(
        find(cities, address, CityRecord.class), find(networks, address, NetworkRecord.class));
  }

  private <T> T find(MmdbFile file, InetAddress address, Class<T> record) {
    if (file == null) {
      return null;
    }
    try {
      return file.find(address, record);
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

  private static InetAddress address(long high, long low) {
    byte[] bytes =
        AddressText.isIpv4(high, low)
            ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
            : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are always an address", e);
    }
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
