package io.sluice.common.reject;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Which letters of a partition have been put back in, over all runs, whatever their filters: all
 * before the first one left, and of those behind it the ones in a set. The consumer group keeps it,
 * the first as its offset, the set as the text beside it, so that both change together.
 *
 * <p>Expects the letters in order. For one thread.
 */
final class SentLetters {
  /** Brokers take 4,096 characters ({@code offset.metadata.max.bytes}). */
  static final int MOST_CHARACTERS = 4096;

  /** More letters than this behind the first one left are not kept in mind. */
  private static final int FARTHEST = 100_000_000;

  private final long base;
  private final BitSet sent;
  private long firstLeft = Long.MAX_VALUE;
  private long next;

  private SentLetters(long base, BitSet sent) {
    this.base = base;
    this.sent = sent;
    this.next = base;
  }

  /**
   * @param committed what the group knows, null for nothing
   * @param beginning the first letter that is still there
   */
  static SentLetters of(OffsetAndMetadata committed, long beginning) {
    if (committed == null) {
      return new SentLetters(beginning, new BitSet());
    }
    SentLetters letters =
        new SentLetters(committed.offset(), BitSet.valueOf(unpacked(committed.metadata())));
    letters.next = Math.max(beginning, committed.offset());
    return letters;
  }

  /** Where reading begins. */
  long from() {
    return next;
  }

  boolean wasSent(long offset) {
    return offset < base || sent.get(index(offset));
  }

  void sent(long offset) {
    sent.set(index(offset));
    next = offset + 1;
  }

  void left(long offset) {
    firstLeft = Math.min(firstLeft, offset);
    next = offset + 1;
  }

  /** A letter of an earlier run was met again. */
  void passed(long offset) {
    next = offset + 1;
  }

  /** What the group is to know; the text may be longer than brokers take. */
  OffsetAndMetadata toCommit() {
    long from = Math.min(firstLeft, next);
    BitSet behind = sent.get(index(from), Math.max(index(from), sent.length()));
    return new OffsetAndMetadata(from, packed(behind.toByteArray()));
  }

  private int index(long offset) {
    long index = offset - base;
    if (index > FARTHEST) {
      throw new IllegalStateException(
          "more than " + FARTHEST + " letters behind the first one left out");
    }
    return (int) index;
  }

  private static String packed(byte[] bits) {
    if (bits.length == 0) {
      return "";
    }
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(bits);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /** A text of somebody else's is none of ours: nothing behind the offset was sent then. */
  private static byte[] unpacked(String text) {
    if (text == null || text.isEmpty()) {
      return new byte[0];
    }
    Inflater inflater = new Inflater();
    ByteArrayOutputStream bits = new ByteArrayOutputStream();
    try {
      inflater.setInput(Base64.getDecoder().decode(text));
      byte[] buffer = new byte[8192];
      int read = inflater.inflate(buffer);
      while (read > 0 && bits.size() <= FARTHEST / 8) {
        bits.write(buffer, 0, read);
        read = inflater.inflate(buffer);
      }
      return inflater.finished() ? bits.toByteArray() : new byte[0];
    } catch (DataFormatException | IllegalArgumentException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }
}
