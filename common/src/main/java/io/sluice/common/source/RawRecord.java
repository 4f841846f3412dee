package io.sluice.common.source;

/**
 * One record as it lies in a topic or a file, before anybody has understood it.
 *
 * <p>(topic, partition, offset) is its identity: two records with equal bytes are two records. For
 * a file the topic is the file's name, the partition 0 and the offset the position of the line's
 * first byte in the (unpacked) file.
 *
 * @param value the bytes, never null (a tombstone has length 0); owned by the receiver
 * @param topic topic or file name
 * @param partition the partition; 0 for a file
 * @param offset the offset, or the byte position of the line
 * @param arrival epoch milliseconds at which the broker took it in; {@link #NO_ARRIVAL} in a
 *     replay, where the wall clock has no say
 * @param pendingFrom the least event time that files still unread may hold, Long.MAX_VALUE where
 *     nothing is pending; see EventTimed
 * @param origin where the record lay first, if it was put back in from the dead letters, else null
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the position, nobody compares values
public record RawRecord(
    byte[] value,
    String topic,
    int partition,
    long offset,
    long arrival,
    long pendingFrom,
    RecordOrigin origin) {
  public static final long NO_ARRIVAL = Long.MIN_VALUE;

  public RawRecord(byte[] value, String topic, int partition, long offset, long arrival) {
    this(value, topic, partition, offset, arrival, Long.MAX_VALUE);
  }

  public RawRecord(
      byte[] value, String topic, int partition, long offset, long arrival, long pendingFrom) {
    this(value, topic, partition, offset, arrival, pendingFrom, null);
  }
}
