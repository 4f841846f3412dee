package io.sluice.benchmarks.micro;

import io.sluice.loganalytics.clean.CleaningRule;

/** The same rules, their conditions in CEL's own runtime. */
public final class RulesCel extends RulesContender {
  @Override
  CleaningRule rule(CleaningRule rule) {
    return rule.interpreted();
  }
}
