package io.sluice.common.geo;

import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One open .mmdb with records of one kind, wholly in memory, so that replacing the file on disk
 * disturbs nobody. Records once decoded are kept: there are far fewer of them than addresses.
 * Whatever a damaged file makes the reader throw comes out as an IOException. Safe for many
 * threads.
 *
 * @param <T> the record, which may not depend on the address it was found by
 */
final class MmdbFile<T> implements Closeable {
  /** Beyond this many the decoded records are forgotten and collected anew. */
  private static final int MOST_RECORDS = 1 << 17;

  private final Path path;
  private final Class<T> type;
  private final Reader reader;
  private final AddressTree tree;
  private final Map<Long, T> decoded = new ConcurrentHashMap<>();

  private MmdbFile(Path path, Class<T> type, Reader reader, AddressTree tree) {
    this.path = path;
    this.type = type;
    this.reader = reader;
    this.tree = tree;
  }

  static <T> MmdbFile<T> open(Path path, Class<T> type) throws IOException {
    return of(path, Files.readAllBytes(path), type);
  }

  /**
   * @param path where the bytes come from
   */
  static <T> MmdbFile<T> of(Path path, byte[] bytes, Class<T> type) throws IOException {
    try {
      Reader reader = new Reader(new ByteArrayInputStream(bytes));
      MmdbFile<T> file =
          new MmdbFile<>(path, type, reader, new AddressTree(bytes, reader.getMetadata()));
      file.description(); // reads the metadata through, which a damaged file may not survive
      return file;
    } catch (RuntimeException | StackOverflowError damaged) {
      throw new IOException(path + " is no readable .mmdb: " + damaged, damaged);
    }
  }

  /** The record of the address, or null where the file has none. */
  T find(long high, long low) throws IOException {
    try {
      long number = tree.find(high, low);
      if (number == AddressTree.NOTHING) {
        return null;
      }
      T record = decoded.get(number);
      return record == null ? decode(number, high, low) : record;
    } catch (RuntimeException | StackOverflowError damaged) {
      // A broken pointer shows as an index out of bounds, a cyclic one as a stack overflow.
      throw new IOException(
          path + " holds a broken record for " + AddressText.of(high, low), damaged);
    }
  }

  private T decode(long number, long high, long low) throws IOException {
    T record = reader.get(address(high, low), type);
    if (record != null) {
      if (decoded.size() >= MOST_RECORDS) {
        decoded.clear();
      }
      decoded.put(number, record);
    }
    return record;
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

  /**
   * Walks the whole tree and decodes each record once.
   *
   * @throws IOException at the first thing that is broken, or if the file holds no record at all
   */
  void verify() throws IOException {
    try {
      if (tree.forEachRecord(this::find) == 0) {
        throw new IOException(path + " holds no record");
      }
    } catch (RuntimeException | StackOverflowError damaged) {
      throw new IOException(path + " is damaged: " + damaged, damaged);
    }
  }

  /** When its maker built it. */
  Instant built() {
    return reader.getMetadata().buildTime();
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
