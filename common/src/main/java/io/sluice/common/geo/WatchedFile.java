package io.sluice.common.geo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/**
 * One geo file that may be replaced while it is in use: overwritten, or by a rename.
 *
 * <p>It is looked at again only if its time, its size or its inode has changed, and only once it
 * has lain still for {@value #SETTLING_MILLIS} ms, so that a file half written is waited for rather
 * than tried. Its bytes are read in one go; if it changed meanwhile they are thrown away. The new
 * one is opened beside the old one, every record of it is read, and then it takes its place. A file
 * that does not pass is not tried again until it changes again. Changed by one thread, read by
 * many.
 */
final class WatchedFile<T> {
  static final long SETTLING_MILLIS = 2_000;

  /** What changes when a file does. */
  private record Stamp(long modifiedMillis, long size, Object inode) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(file.lastModifiedTime().toMillis(), file.size(), file.fileKey());
    }
  }

  private final Path path;
  private final Class<T> type;
  private final Clock clock;
  private Stamp tried;
  private byte[] checksum;
  private volatile MmdbFile<T> current;
  private volatile String problem;

  WatchedFile(Path path, Class<T> type, Clock clock) {
    this.path = path;
    this.type = type;
    this.clock = clock;
  }

  /** Opens it for the first time; a problem is kept, not thrown. */
  void open() {
    try {
      tried = Stamp.of(path);
      byte[] bytes = Files.readAllBytes(path);
      current = MmdbFile.of(path, bytes, type);
      checksum = Checksum.of(bytes);
    } catch (IOException e) {
      problem = path + ": " + e.getMessage();
    }
  }

  /**
   * Takes the file's new version if there is one.
   *
   * @return whether there is
   * @throws IOException if there is one that is no good, or none at all any more; said once
   */
  boolean refresh() throws IOException {
    Stamp stamp;
    try {
      stamp = Stamp.of(path);
    } catch (IOException gone) {
      return missing(gone);
    }
    long lainStill = Math.abs(clock.millis() - stamp.modifiedMillis); // clocks differ
    if (stamp.equals(tried) || lainStill < SETTLING_MILLIS) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(path);
    if (!stamp.equals(Stamp.of(path))) {
      return false; // still being written: next time
    }
    tried = stamp;
    return take(bytes);
  }

  private boolean missing(IOException gone) throws IOException {
    boolean said = tried == null && problem != null;
    tried = null;
    problem = path + ": " + gone.getMessage();
    if (said) {
      return false;
    }
    throw gone;
  }

  private boolean take(byte[] bytes) throws IOException {
    byte[] sum = Checksum.of(bytes);
    if (current != null && Arrays.equals(sum, checksum)) {
      problem = null;
      return false; // touched, or the old one put back
    }
    try {
      MmdbFile<T> replacement = MmdbFile.of(path, bytes, type);
      replacement.verify();
      current = replacement;
      checksum = sum;
      problem = null;
      return true;
    } catch (IOException e) {
      problem = path + ": " + e.getMessage();
      throw e;
    }
  }

  /** The version in use, null before there was a good one. */
  MmdbFile<T> current() {
    return current;
  }

  /** What is wrong with the file as it lies there, or null. */
  String problem() {
    return problem;
  }

  /** When the version in use was built by its maker, or null. */
  Instant built() {
    return current == null ? null : current.built();
  }
}
