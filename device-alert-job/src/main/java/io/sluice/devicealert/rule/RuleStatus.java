package io.sluice.devicealert.rule;

/**
 * What became of a rule that somebody published.
 *
 * @param origin of the document
 * @param ruleId null where not even that could be read
 * @param version that it got, 0 where it was refused
 * @param status {@link #ACTIVE}, {@link #REMOVED} or {@link #REFUSED}
 * @param reason why it was refused, else null
 * @param at when it was published, epoch milliseconds
 */
public record RuleStatus(
    String origin,
    String ruleId,
    long version,
    String status,
    String reason,
    long effectiveFrom,
    long at,
    String document) {
  /** From its effectiveFrom on it judges. */
  public static final String ACTIVE = "ACTIVE";

  /** From its effectiveFrom on the rule is gone. */
  public static final String REMOVED = "REMOVED";

  /** The version before it judges on. */
  public static final String REFUSED = "REFUSED";
}
