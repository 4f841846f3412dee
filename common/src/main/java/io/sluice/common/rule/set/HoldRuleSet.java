package io.sluice.common.rule.set;

import io.sluice.common.runtime.Shared;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Takes documents of rules from a broadcast stream, decides by {@link RunningSet}, and leaves the
 * running one where the operators that work by it look ({@link RuleSetFollower}). Says once, from
 * its first subtask, what became of a document.
 *
 * <p>It stands beside the records' stream, not in it: a second input would unchain that stream and
 * write every record through the network, rules or not, and its watermark would be waited for. It
 * must be as parallel as the operators that follow it and share their slots, so that each of their
 * TaskManagers has a subtask of it; Flink gives that by itself.
 *
 * <p>State: the running document, kept over a restore, replaced by the next one.
 *
 * @param <R> what a rule is
 */
public final class HoldRuleSet<R> extends AbstractStreamOperator<RuleSetStatus>
    implements OneInputStreamOperator<RuleSetText, RuleSetStatus> {
  private static final long serialVersionUID = 1L;

  private final String setId;
  private final RuleSetReader<R> reader;
  private final RuleSetText initial;

  private transient RunningSet<R> running;
  private transient RuleSetState state;
  private transient Shared<PublishedSet> published;
  private transient Counter refusals;

  /**
   * @param setId of the sets to obey; sets with another id are left alone
   * @param initial what acts before the first document comes, null for nothing
   */
  public HoldRuleSet(String setId, RuleSetReader<R> reader, RuleSetText initial) {
    this.setId = setId;
    this.reader = reader;
    this.initial = initial;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = new RuleSetState(context.getOperatorStateStore());
    running = new RunningSet<>(setId, reader);
    offer(state.get()).ifPresent(status -> tellLater(status, RuleSetStatus.REFUSED));
    offer(initial).ifPresent(status -> tellLater(status, status.status()));
    published = RuleSetFollower.share(getRuntimeContext(), setId);
    publish();
  }

  private Optional<RuleSetStatus> offer(RuleSetText text) {
    return text == null ? Optional.empty() : running.offer(text);
  }

  /** Nothing may be emitted before the task runs. */
  private void tellLater(RuleSetStatus status, String wanted) {
    if (status.status().equals(wanted)) {
      getProcessingTimeService()
          .registerTimer(
              getProcessingTimeService().getCurrentProcessingTime(), now -> tell(status));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup group = getMetricGroup().addGroup("sluice");
    refusals = group.counter("rule-sets-refused");
    group.gauge("rule-set-version", () -> running.rules() == null ? 0 : running.rules().version());
  }

  @Override
  public void processElement(StreamRecord<RuleSetText> text) {
    Optional<RuleSetStatus> status = offer(text.getValue());
    publish();
    status.ifPresent(this::tell);
  }

  private void tell(RuleSetStatus status) {
    boolean refused = status.status().equals(RuleSetStatus.REFUSED);
    if (refused) {
      refusals.inc();
    }
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      if (refused) {
        LOG.warn("Rules from {} are refused: {}", status.origin(), status.reason());
      } else {
        LOG.info("Rules from {} act, version {}", status.origin(), status.version());
      }
      output.collect(new StreamRecord<>(status));
    }
  }

  private void publish() {
    if (running.text() != null) {
      published.get().publish(running.text());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.put(running.text());
  }

  @Override
  public void close() throws Exception {
    if (published != null) {
      published.close();
    }
    super.close();
  }
}
