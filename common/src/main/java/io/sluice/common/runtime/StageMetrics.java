package io.sluice.common.runtime;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/**
 * The counts every stage keeps, under the same names in every job: in the group {@code sluice} of
 * the operator, labelled with the stage.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><td>{@code records-in}, {@code records-in-per-second}</td><td>taken in</td></tr>
 * <tr><td>{@code records-out}, {@code records-out-per-second}</td><td>handed on</td></tr>
 * <tr><td>{@code records-rejected}</td><td>not understood, labelled with the reason</td></tr>
 * <tr><td>{@code records-late}</td><td>beyond the tolerance</td></tr>
 * <tr><td>{@code records-future}</td><td>too far ahead of their arrival</td></tr>
 * </table>
 *
 * <p>Prometheus shows them as {@code
 * flink_taskmanager_job_task_operator_sluice_stage_records_in{stage="parse"}} and {@code
 * …_sluice_stage_reason_records_rejected{stage="parse",reason="…"}}. They count since the start of
 * the subtask and include what is worked on again after a restart. Used by the subtask's one
 * thread.
 */
public final class StageMetrics {

  /** A label has few values; a reason beyond these is a mistake and is counted together. */
  private static final int MOST_REASONS = 64;

  private static final String OTHER_REASONS = "other";

  private final MetricGroup group;
  private final Counter in;
  private final Counter out;
  private final Counter late;
  private final Counter future;
  private final Map<String, Counter> rejected = new HashMap<>();

  /**
   * @param operator the metric group of the operator
   * @param stage a step of the job's flow, kebab-case
   */
  public StageMetrics(MetricGroup operator, String stage) {
    this.group = operator.addGroup("sluice").addGroup("stage", stage);
    this.in = counterWithRate("records-in");
    this.out = counterWithRate("records-out");
    this.late = group.counter("records-late");
    this.future = group.counter("records-future");
  }

  public void in() {
    in.inc();
  }

  public void out() {
    out.inc();
  }

  public void late() {
    late.inc();
  }

  public void future() {
    future.inc();
  }

  /** A record that was not understood; the reason is one of a few, in kebab-case. */
  public void rejected(String reason) {
    Counter counter = rejected.get(reason);
    if (counter == null) {
      counter = rejected.computeIfAbsent(label(reason), this::rejectedCounter);
    }
    counter.inc();
  }

  private String label(String reason) {
    return rejected.size() < MOST_REASONS ? reason : OTHER_REASONS;
  }

  private Counter rejectedCounter(String reason) {
    return group.addGroup("reason", reason).counter("records-rejected");
  }

  private Counter counterWithRate(String name) {
    Counter counter = group.counter(name);
    group.meter(name + "-per-second", new MeterView(counter));
    return counter;
  }
}
