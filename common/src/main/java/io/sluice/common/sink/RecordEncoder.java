package io.sluice.common.sink;

import java.io.Serializable;
import org.apache.kafka.common.header.Headers;

/**
 * Turns a record of a job into what lies in a topic, or (the value alone) into a line of a file.
 * Deterministic: the same record always gives the same bytes, so that what is written again after a
 * restart is recognised as the same. Never throws for what a record holds. Used by one thread at a
 * time.
 *
 * @param <T> what it encodes
 */
@FunctionalInterface
public interface RecordEncoder<T> extends Serializable {

  /** The value, as a rule a JSON object in UTF-8 without a line break; null for a tombstone. */
  byte[] value(T record);

  /** The key; null lets the records spread over the partitions. */
  default byte[] key(T record) {
    return null;
  }

  /** Adds headers; there are none before. */
  default void headers(T record, Headers headers) {}

  /** The record's timestamp in epoch milliseconds; null for the time of sending. */
  default Long timestamp(T record) {
    return null;
  }

  /**
   * The value again in at most so many bytes, for a record whose value is larger than its topic
   * takes. Null where that cannot be: the record is left out then, counted and logged.
   */
  default byte[] shortened(T record, int maxBytes) {
    return null;
  }
}
