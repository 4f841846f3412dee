package io.sluice.common.rule.set;

/**
 * Where {@link HoldRuleSet} leaves the running document for the operators of its TaskManager that
 * work by it; shared through {@link io.sluice.common.runtime.Shared}.
 */
final class PublishedSet {
  private volatile RuleSetText text;

  RuleSetText text() {
    return text;
  }

  void publish(RuleSetText published) {
    text = published;
  }
}
