package io.sluice.devicealert.rule;

import io.sluice.common.rule.set.RuleSetException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A version of a rule as it goes to all who judge by it, and lies in their state: checked, stamped,
 * and as the text that it was. Append-only: it is read from savepoints.
 *
 * @param version of the rule, one more than the one before unless its author says otherwise
 * @param effectiveFrom event time, epoch milliseconds
 * @param knownAt when it was published, epoch milliseconds; Long.MIN_VALUE in a replay
 * @param document one rule; a removal has {@code removed: true}
 */
public record RuleChange(
    String ruleId, long version, long effectiveFrom, long knownAt, String document)
    implements Serializable {

  private static final RuleDocuments UNLIMITED =
      new RuleDocuments(new RuleLimits(Long.MAX_VALUE, Integer.MAX_VALUE, Set.of()));

  /** Its identity. */
  public String key() {
    return ruleId + '@' + version;
  }

  /**
   * The rule that the text says. It was checked when it came, and limits may have changed since.
   */
  public Rule rule() {
    try {
      List<RuleDocuments.Entry> entries = UNLIMITED.read(document);
      return entries.get(0).rule().stamped(version, effectiveFrom, knownAt);
    } catch (RuleSetException wrong) {
      throw new IllegalStateException("A rule in state cannot be read: " + document, wrong);
    }
  }
}
