package io.sluice.common.geo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The geo files of a job on a TaskManager, looked at again every so often by a thread of their own
 * and replaced when they change. A replacement that cannot be read, or holds a broken record,
 * leaves the old one in use; so does a file that vanishes.
 *
 * <p>Readers take {@link #current()}, one volatile read, and see a change by its being another
 * object: then answers remembered from before are void. The files lie in memory as a whole, so the
 * old ones are let go of when the last reader has moved on, by the garbage collector, and no
 * mapping can be pulled from under a reader.
 *
 * <p>Safe for many threads.
 */
public final class GeoFiles implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(GeoFiles.class);

  private final Clock clock;
  private final LongAdder damagedRecords = new LongAdder();
  private final WatchedFile<CityRecord> cities;
  private final WatchedFile<NetworkRecord> networks;
  private final List<WatchedFile<?>> files = new ArrayList<>();
  private volatile MaxMindGeoLookup current;
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile long lastFailure;
  private ScheduledExecutorService watcher;

  private GeoFiles(Path cityFile, Path asnFile, Clock clock) {
    this.clock = clock;
    this.cities = watch(cityFile, CityRecord.class);
    this.networks = watch(asnFile, NetworkRecord.class);
    this.current = lookup();
  }

  /**
   * Opens the files; null for one that is not configured.
   *
   * @param reloadInterval how often to look at them again; zero for never
   */
  public static GeoFiles open(Path cityFile, Path asnFile, Duration reloadInterval, Clock clock) {
    GeoFiles files = new GeoFiles(cityFile, asnFile, clock);
    if (!reloadInterval.isZero() && !files.files.isEmpty()) {
      files.watchEach(reloadInterval);
    }
    return files;
  }

  private <T> WatchedFile<T> watch(Path path, Class<T> type) {
    if (path == null) {
      return null;
    }
    WatchedFile<T> file = new WatchedFile<>(path, type, clock);
    file.open();
    if (file.current() == null) {
      LOG.error(
          "Going on WITHOUT the geo file {}: every address it would locate is a miss",
          file.problem());
    } else {
      LOG.info("Locating addresses with {}", file.current().description());
    }
    files.add(file);
    return file;
  }

  private void watchEach(Duration interval) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "geo-files");
              thread.setDaemon(true);
              return thread;
            });
    watcher = executor;
    long millis = interval.toMillis();
    watcher.scheduleWithFixedDelay(this::refreshSafely, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Whatever escapes would end the schedule without a word. */
  private void refreshSafely() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.error("Cannot look at the geo files", e);
    }
  }

  /** Looks at the files once. */
  synchronized void refresh() {
    boolean changed = false;
    for (WatchedFile<?> file : files) {
      changed |= refresh(file);
    }
    if (changed) {
      current = lookup();
    }
  }

  private boolean refresh(WatchedFile<?> file) {
    try {
      boolean changed = file.refresh();
      if (changed) {
        reloads.increment();
        LOG.info("Locating addresses with {} from now on", file.current().description());
      }
      return changed;
    } catch (IOException | OutOfMemoryError e) {
      failures.increment();
      lastFailure = clock.millis();
      LOG.error("Going on with the old geo file: the new one cannot be used", e);
      return false;
    }
  }

  private MaxMindGeoLookup lookup() {
    List<String> unavailable = new ArrayList<>();
    for (WatchedFile<?> file : files) {
      if (file.current() == null) {
        unavailable.add(file.problem());
      }
    }
    return new MaxMindGeoLookup(
        cities == null ? null : cities.current(),
        networks == null ? null : networks.current(),
        unavailable,
        damagedRecords);
  }

  /** What addresses are located with at present; another object after each change. */
  public MaxMindGeoLookup current() {
    return current;
  }

  /** Versions taken over since the start. */
  public long reloads() {
    return reloads.sum();
  }

  /** Versions that were no good, and disappearances, each counted once. */
  public long failures() {
    return failures.sum();
  }

  /** When the last of them was found, epoch milliseconds; 0 for never. */
  public long lastFailure() {
    return lastFailure;
  }

  /** Files that lie there broken or not at all, whether or not an older version is in use. */
  public int broken() {
    return (int) files.stream().filter(file -> file.problem() != null).count();
  }

  /** Seconds since the oldest version in use was built by its maker; -1 without any. */
  public long ageSeconds() {
    return files.stream()
        .map(WatchedFile::built)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(built -> Duration.between(built, clock.instant()).toSeconds())
        .orElse(-1L);
  }

  @Override
  public void close() {
    if (watcher != null) {
      watcher.shutdownNow();
    }
  }
}
