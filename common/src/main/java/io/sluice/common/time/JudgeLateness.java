package io.sluice.common.time;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.runtime.StageMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Marks records that are late or ahead of their time, tells each how far its partition has come,
 * and passes all of them on. Stands right behind the source, chained to it, where every partition
 * still has its own order; a restart or a rescaling between a record and its late follower changes
 * no verdict.
 *
 * <p>State: {@code largest-timestamps}, a union list of one small entry per partition; see {@link
 * LargestTimestamps} for its exit.
 *
 * @param <T> what it marks
 */
public final class JudgeLateness<T extends EventTimed> extends RichMapFunction<T, T>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<LargestTimestamp> LARGEST =
      new ListStateDescriptor<>("largest-timestamps", TypeInformation.of(LargestTimestamp.class));

  private final LatenessRule rule;
  private final String stage;
  private transient LargestTimestamps timestamps;
  private transient ListState<LargestTimestamp> state;
  private transient StageMetrics metrics;

  /**
   * @param stage the stage that the metrics speak of, usually the one that set the timestamps
   */
  public JudgeLateness(LatenessRule rule, String stage) {
    this.rule = rule;
    this.stage = stage;
  }

  /** The stream with its records marked. As parallel as its source, to stay chained to it. */
  public static <T extends EventTimed> DataStream<T> of(
      DataStream<T> stream, Lateness lateness, String stage, OperatorId id) {
    return stream
        .map(new JudgeLateness<T>(lateness.rule(), stage))
        .returns(stream.getType())
        .setParallelism(stream.getParallelism())
        .uid(id.uid())
        .name(id.name());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    timestamps = new LargestTimestamps(rule);
    state = context.getOperatorStateStore().getUnionListState(LARGEST);
    if (context.isRestored()) {
      for (LargestTimestamp restored : state.get()) {
        timestamps.restore(restored);
      }
    }
  }

  @Override
  public void open(OpenContext context) {
    metrics = new StageMetrics(getRuntimeContext().getMetricGroup(), stage);
  }

  @Override
  public T map(T event) {
    timestamps.judge(event);
    if (event.late()) {
      metrics.late();
    }
    if (event.future()) {
      metrics.future();
    }
    return event;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    state.update(timestamps.snapshot(first));
  }
}
