package io.sluice.devicealert.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Checks rules as they are published and stamps them, once, before they go to all who judge by
 * them. Runs alone, in the order of publication.
 *
 * <p>State: the versions that were taken. One goes when another has replaced it for so long that no
 * event asks for it; the last of each rule stays, as a rule is few bytes and its number goes on.
 */
public final class CheckRules extends ProcessFunction<RulePublication, RuleChange>
    implements CheckpointedFunction {
  public static final OutputTag<RuleStatus> STATUS =
      new OutputTag<>("rule-status", TypeInformation.of(RuleStatus.class));

  private static final long serialVersionUID = 1L;

  private final RuleLimits limits;
  private final List<RuleChange> initial;
  private final long remember;

  private transient ListState<RuleChange> state;
  private transient RuleShelf shelf;
  private transient Counter refusals;

  /**
   * @param initial the rules that the job starts with
   * @param remember how long a version that was replaced is kept
   */
  public CheckRules(RuleLimits limits, List<RuleChange> initial, Duration remember) {
    this.limits = limits;
    this.remember = remember.toMillis();
    this.initial = List.copyOf(initial);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("rules", TypeInformation.of(RuleChange.class)));
    shelf = new RuleShelf(limits);
    if (!context.isRestored()) {
      state.addAll(initial);
    }
    shelf.restore(List.copyOf(inOrder()));
  }

  private List<RuleChange> inOrder() throws Exception {
    List<RuleChange> all = new ArrayList<>();
    state.get().forEach(all::add);
    return all;
  }

  @Override
  public void open(OpenContext context) {
    refusals = getRuntimeContext().getMetricGroup().addGroup("sluice").counter("rules-refused");
  }

  @Override
  public void processElement(RulePublication published, Context context, Collector<RuleChange> out)
      throws Exception {
    RuleShelf.Offered offered = shelf.offer(published);
    for (RuleStatus status : offered.statuses()) {
      if (status.status().equals(RuleStatus.REFUSED)) {
        refusals.inc();
      }
      context.output(STATUS, status);
    }
    for (RuleChange change : offered.changes()) {
      keep(change, published.at() - remember);
      out.collect(change);
    }
  }

  private void keep(RuleChange change, long replacedBefore) throws Exception {
    shelf.forget(change.ruleId(), replacedBefore);
    List<RuleChange> kept = inOrder();
    kept.add(change);
    kept.removeIf(each -> !shelf.has(each));
    state.update(kept);
  }

  /** The list is up to date with each rule that is taken. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {}
}
