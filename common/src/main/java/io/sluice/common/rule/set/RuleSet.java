package io.sluice.common.rule.set;

import java.util.List;

/**
 * A set of rules, checked and ready to use.
 *
 * @param id which set it is: a topic may hold the sets of several deployments
 * @param version of the set, raised with every change
 * @param rules in the order of the document
 * @param <R> what a rule is
 */
public record RuleSet<R>(String id, long version, List<R> rules) {
  public RuleSet {
    rules = List.copyOf(rules);
  }
}
