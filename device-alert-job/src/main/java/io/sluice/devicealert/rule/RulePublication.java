package io.sluice.devicealert.rule;

import java.io.Serializable;

/**
 * A document of rules as it was published.
 *
 * @param origin where from: {@code topic-partition-offset}, or of a row the id of its rule
 * @param at when it was published, epoch milliseconds
 * @param effectiveFrom of rules whose document says none; null where nobody has said it
 */
public record RulePublication(
    Kind kind, String document, String origin, long at, Long effectiveFrom)
    implements Serializable {

  /** How it was published. */
  public enum Kind {
    /** A record of a topic, with any number of rules. */
    RECORD,
    /** A row of the table: one rule, whose status is written into the row. */
    ROW,
    /** A row that is not there any more. */
    ROW_GONE
  }

  /** The removal of a rule whose row is gone or switched off. */
  public static RulePublication removal(Kind kind, String ruleId, long at) {
    return new RulePublication(kind, "{id: \"" + ruleId + "\", removed: true}", ruleId, at, null);
  }
}
