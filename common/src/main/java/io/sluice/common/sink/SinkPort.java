package io.sluice.common.sink;

import io.sluice.common.runtime.OperatorId;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where one of a pipeline's outputs goes: "attach yourself to this stream". It fits topics, tables,
 * files and a test's collector alike, and gives its operators the id it is handed (operators of its
 * own beside the sink derive theirs from it).
 *
 * @param <T> what it takes
 */
@FunctionalInterface
public interface SinkPort<T> {
  void attach(DataStream<T> stream, OperatorId id);
}
