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
 * A record handed out may be reused for the next one; whoever keeps it copies it. Used by one
 * thread at a time.
 *
 * @param <T> what comes out
 */
public interface RecordDecoder<T> extends Serializable {
  /** Called once per subtask before the first record. */
  default void open(MetricGroup metrics) {}

  /** Hands out none, one or several records for one raw record. */
  void decode(RawRecord raw, Collector<T> out);

  TypeInformation<T> producedType();
}
