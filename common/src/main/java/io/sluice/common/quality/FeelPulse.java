package io.sluice.common.quality;

import io.sluice.common.time.EventTimed;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says each second that its subtask of the source is alive and how far it has come, so that silence
 * can be told from being held up; see {@link StallClock}. Chained to the source. Without state, and
 * not for replays.
 */
public final class FeelPulse<T extends EventTimed> extends AbstractStreamOperator<Measurement>
    implements OneInputStreamOperator<T, Measurement> {
  private static final long serialVersionUID = 1L;

  private transient long newest;

  @Override
  public void open() throws Exception {
    super.open();
    newest = EventTimed.NO_TIMESTAMP;
    schedule();
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    newest = Math.max(newest, element.getValue().progress());
  }

  private void schedule() {
    long next = getProcessingTimeService().getCurrentProcessingTime() + StallClock.PULSE_MILLIS;
    getProcessingTimeService()
        .registerTimer(
            next,
            at -> {
              int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
              int all = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
              output.collect(new StreamRecord<>(Measurement.pulse(newest, subtask, all)));
              schedule();
            });
  }
}
