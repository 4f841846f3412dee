package io.sluice.common.state;

import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * What {@link PreAggregate} folds records into: partial results in heap, handed over and forgotten
 * at every flush. Whatever it hands over must merge with other partial results in any order.
 *
 * <p>Records may be reused by the sender: keep copies. Used by one thread.
 *
 * @param <I> the records
 * @param <O> the partial results, owned by the receiver once handed over
 */
public interface PreAggregation<I, O> extends Serializable {
  default void open(MetricGroup metrics) {}

  void add(I record);

  /** How many partial results are held; bounds the heap between two flushes. */
  int size();

  /** Hands over everything held, in order of first appearance, and forgets it. */
  void drain(Collector<O> out);
}
