package io.sluice.common.source;

import io.sluice.common.runtime.OperatorId;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where a pipeline's input comes from: a topic, files, or a test's list. The port attaches itself
 * to the environment; the pipeline brings the decoder and the event time.
 */
public interface SourcePort {
  <T> DataStream<T> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      RecordDecoder<T> decoder,
      WatermarkStrategy<T> watermarks);
}
