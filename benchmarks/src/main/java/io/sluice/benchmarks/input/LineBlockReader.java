package io.sluice.benchmarks.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads the lines that begin in a range of a file, a block of whole lines at a time. Ranges that
 * meet share no line and lose none.
 */
public final class LineBlockReader implements Closeable {
  private static final int BLOCK = 1 << 18;

  private final FileChannel file;
  private final long to;
  private final LineBlock block = new LineBlock();
  private long position;

  /** Reads the lines that begin in [from, to); {@code from} is 0 or the start of a line. */
  public LineBlockReader(Path path, long from, long to) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    this.to = Math.min(to, file.size());
    this.position = from;
    block.bytes = new byte[BLOCK];
  }

  /** As the constructor, but {@code from} may lie within a line, which is not read. */
  public static LineBlockReader within(Path path, long from, long to) throws IOException {
    LineBlockReader reader = new LineBlockReader(path, Math.max(0, from - 1), to);
    if (from > 0) {
      reader.skipLine();
    }
    return reader;
  }

  /** The next lines, in the same object as before, or null at the end. */
  public LineBlock next() throws IOException {
    if (position >= to) {
      return null;
    }
    int read = fill(0);
    int end = end(read);
    while (end < 0 && read == block.bytes.length) {
      block.bytes = Arrays.copyOf(block.bytes, block.bytes.length * 2);
      read = fill(read);
      end = end(read);
    }
    block.offset = position;
    block.length = end < 0 ? read : end;
    position += block.length;
    return block;
  }

  /** Where the first line not yet given out begins. */
  public long position() {
    return position;
  }

  private void skipLine() throws IOException {
    int read = fill(0);
    int at = 0;
    while (at < read && block.bytes[at] != '\n') {
      at++;
      if (at == read && read == block.bytes.length) {
        position += read;
        read = fill(0);
        at = 0;
      }
    }
    position += Math.min(at + 1, read);
  }

  /** Reads on until the block is full or the file ends; returns how much is in the block. */
  private int fill(int from) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(block.bytes, from, block.bytes.length - from);
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) > 0) {
      continue;
    }
    return buffer.position();
  }

  /** Behind the last line end in the range, or behind the one that ends its last line, or -1. */
  private int end(int read) {
    long inRange = to - position;
    if (inRange > read) {
      int at = read - 1;
      while (at >= 0 && block.bytes[at] != '\n') {
        at--;
      }
      return at < 0 ? -1 : at + 1;
    }
    for (int at = (int) inRange - 1; at < read; at++) {
      if (block.bytes[at] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
