package io.sluice.loganalytics.clean;

import io.sluice.common.rule.set.RuleSetReader;
import io.sluice.common.rule.set.RuleSetText;
import java.io.Serializable;

/**
 * What the cleaning needs to know.
 *
 * @param setId of the sets of rules to obey
 * @param initial the rules to begin with, null for none
 */
public record CleanConfig(String setId, RuleSetText initial) implements Serializable {
  public static RuleSetReader<CleaningRule> reader() {
    return new RuleSetReader<>(new CleaningRuleFormat());
  }
}
