package io.sluice.common.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file line by line as bytes, unpacking it where it is gzipped (told by its first two
 * bytes, not by its name). The line feed is not part of a line, a carriage return is. A line longer
 * than {@link #MAX_LINE} comes in pieces, so that no file can exhaust the heap and no byte is lost.
 */
public final class LineReader implements Closeable {
  static final int MAX_LINE = 16 << 20;
  private static final int CHUNK = 1 << 18;

  private final InputStream in;
  private byte[] buffer = new byte[CHUNK];
  private int from;
  private int to;
  private boolean ended;
  private long position;
  private long lineStart;

  public LineReader(Path file, long startAt) throws IOException {
    in = open(file);
    in.skipNBytes(startAt);
    position = startAt;
  }

  private static InputStream open(Path file) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(Files.newInputStream(file), 2);
    byte[] magic = bytes.readNBytes(2);
    bytes.unread(magic);
    boolean gzipped = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    return gzipped ? new GZIPInputStream(bytes, CHUNK) : bytes;
  }

  /** The next line, or null at the end of the file. */
  public byte[] next() throws IOException {
    int scanned = from;
    while (true) {
      for (int at = scanned; at < to; at++) {
        if (buffer[at] == '\n') {
          return take(at, 1);
        }
      }
      if (to - from >= MAX_LINE) {
        return take(from + MAX_LINE, 0);
      }
      int unscanned = to - from;
      if (!fill()) {
        return to > from ? take(to, 0) : null;
      }
      scanned = from + unscanned;
    }
  }

  private byte[] take(int end, int separator) {
    byte[] line = Arrays.copyOfRange(buffer, from, end);
    lineStart = position;
    position += line.length + separator;
    from = end + separator;
    return line;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, to, buffer.length - to);
    ended = read < 0;
    to += Math.max(0, read);
    return !ended;
  }

  /** Position of the first byte of the line that was given out last, in the unpacked file. */
  public long lineStart() {
    return lineStart;
  }

  /** Position from which to read on. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
