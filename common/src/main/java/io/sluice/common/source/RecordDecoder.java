package io.sluice.common.source;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Turns raw records into the records of a job, inside the source, so that event time is known while
 * every partition is still apart and has a watermark of its own.
 *
 * <p>Bad input is never an exception: what cannot be understood comes out as a record that says so.
 * What comes of a record depends on it alone, or else on what {@link #memory} holds. A record
 * handed out may be reused for the next one; whoever keeps it copies it. Used by one thread at a
 * time.
 *
 * @param <T> what comes out
 */
public interface RecordDecoder<T> extends Serializable {
  /** Called once per subtask before the first record. */
  default void open(MetricGroup metrics) {}

  /** Hands out none, one or several records for one raw record. */
  void decode(RawRecord raw, Collector<T> out);

  /**
   * What has to be known of a partition's earlier records to read the next one, such as a header;
   * null if nothing has, as for nearly every format. The source keeps it in its checkpoints beside
   * the offset of the partition. Small: it is written anew each time.
   */
  default byte[] memory(String topic, int partition) {
    return null;
  }

  /** Takes back what {@link #memory} said; after open, before the partition's first record. */
  default void recall(String topic, int partition, byte[] memory) {}

  TypeInformation<T> producedType();
}
