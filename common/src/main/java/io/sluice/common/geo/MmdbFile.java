package io.sluice.common.geo;

import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * One open .mmdb, wholly in memory, so that replacing the file on disk disturbs nobody. Whatever a
 * damaged file makes the reader throw comes out as an IOException. Safe for many threads.
 */
final class MmdbFile implements Closeable {
  private final Path path;
  private final Reader reader;

  private MmdbFile(Path path, Reader reader) {
    this.path = path;
    this.reader = reader;
  }

  static MmdbFile open(Path path) throws IOException {
    try {
      MmdbFile file = new MmdbFile(path, new Reader(path.toFile(), FileMode.MEMORY));
      file.description(); // reads the metadata through, which a damaged file may not survive
      return file;
    } catch (RuntimeException | StackOverflowError damaged) {
      throw new IOException(path + " is no readable .mmdb: " + damaged, damaged);
    }
  }

  /** The record of the address, or null where the file has none. */
  <T> T find(InetAddress address, Class<T> record) throws IOException {
    try {
      return reader.get(address, record);
    } catch (RuntimeException | StackOverflowError damaged) {
      // A broken pointer shows as an index out of bounds, a cyclic one as a stack overflow.
      throw new IOException(path + " holds a broken record for " + address, damaged);
    }
  }

  /** What the file calls itself and when it was built. */
  String description() {
    return path
        + " ("
        + reader.getMetadata().databaseType()
        + ", built "
        + reader.getMetadata().buildTime()
        + ")";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
