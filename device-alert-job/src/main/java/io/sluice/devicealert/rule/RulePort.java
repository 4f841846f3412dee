package io.sluice.devicealert.rule;

import io.sluice.common.runtime.OperatorId;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where rules come from that are no records: the rows of a table, or a test's list. */
@FunctionalInterface
public interface RulePort {
  /** Changes in the order of publication, from one subtask. */
  DataStream<RulePublication> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      WatermarkStrategy<RulePublication> watermarks);
}
