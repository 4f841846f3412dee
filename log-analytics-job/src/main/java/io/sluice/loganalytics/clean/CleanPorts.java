package io.sluice.loganalytics.clean;

import io.sluice.common.rule.set.RuleSetStatus;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.source.SourcePort;

/**
 * Where cleaning rules come from and what is told of them.
 *
 * @param ruleSets documents of rules, null where none come while the job runs
 * @param status what became of each document
 * @param hits what each rule did per minute, as it grows; a later one replaces an earlier one
 */
public record CleanPorts(
    SourcePort ruleSets, SinkPort<RuleSetStatus> status, SinkPort<RuleHits> hits) {

  /** For a deployment whose rules do not change, and that looks at no hits. */
  public static CleanPorts none() {
    return new CleanPorts(null, CleanPorts::ignore, CleanPorts::ignore);
  }

  /** For files: rules that do not change. */
  public static CleanPorts hits(SinkPort<RuleHits> hits) {
    return new CleanPorts(null, CleanPorts::ignore, hits);
  }

  private static void ignore(Object stream, Object id) {
    // an output that this deployment does not have
  }
}
