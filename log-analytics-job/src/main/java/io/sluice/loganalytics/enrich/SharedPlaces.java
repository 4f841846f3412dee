package io.sluice.loganalytics.enrich;

import io.sluice.common.geo.CachedGeoLookup;
import io.sluice.common.geo.GeoFiles;
import io.sluice.common.geo.GeoLookup;
import io.sluice.common.geo.MaxMindGeoLookup;
import io.sluice.common.geo.Place;
import io.sluice.common.runtime.Shared;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The geo files that all subtasks of a TaskManager share, behind a cache of this subtask. What was
 * remembered of a file is forgotten when a new version takes its place. For one thread.
 */
public final class SharedPlaces implements GeoLookup, AutoCloseable {
  /** Addresses each subtask remembers: 1.5 MB, and more clients than most sites see in an hour. */
  private static final int ADDRESSES = 1 << 16;

  private final Shared<GeoFiles> share;
  private final GeoFiles files;
  private MaxMindGeoLookup located;
  private CachedGeoLookup places;

  private SharedPlaces(Shared<GeoFiles> share) {
    this.share = share;
    this.files = share.get();
  }

  /**
   * @throws Exception if what shares the files cannot be set up; a file that is missing or broken
   *     is no reason
   */
  public static SharedPlaces open(EnrichConfig config) throws Exception {
    return new SharedPlaces(
        Shared.acquire(
            GeoFiles.class,
            config,
            () ->
                GeoFiles.open(
                    path(config.cityFile()),
                    path(config.asnFile()),
                    config.geoReloadInterval(),
                    Clock.systemUTC())));
  }

  GeoFiles files() {
    return files;
  }

  @Override
  public Place locate(long high, long low) {
    MaxMindGeoLookup current = files.current();
    if (located != current) {
      located = current;
      places = new CachedGeoLookup(current, ADDRESSES);
    }
    return places.locate(high, low);
  }

  @Override
  public void close() throws Exception {
    share.close();
  }

  private static Path path(String file) {
    return file == null ? null : Path.of(file);
  }
}
