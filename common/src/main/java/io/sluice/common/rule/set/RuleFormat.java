package io.sluice.common.rule.set;

import java.io.Serializable;

/**
 * What a rule of a job looks like. Goes to the cluster with the job's graph, so it keeps no
 * compiler; used by one thread at a time.
 *
 * @param <R> what a rule is
 */
public interface RuleFormat<R> extends Serializable {
  /**
   * Reads a rule. The reader has taken the id and looks for unknown fields afterwards.
   *
   * @param id unique in its set
   * @throws RuleSetException with the place of what is wrong
   */
  R read(String id, Section rule) throws RuleSetException;
}
