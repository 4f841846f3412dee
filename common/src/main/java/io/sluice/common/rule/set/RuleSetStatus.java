package io.sluice.common.rule.set;

/**
 * What became of a document of rules.
 *
 * @param origin of the document; its identity
 * @param setId null where the document does not even say that
 * @param version null likewise
 * @param status {@link #ACTIVE} or {@link #REFUSED}
 * @param reason why it was refused, with line and column; null for one that was not
 * @param rules how many it holds, 0 for one that was refused
 * @param at when it was published, epoch milliseconds
 */
public record RuleSetStatus(
    String origin,
    String setId,
    Long version,
    String status,
    String reason,
    int rules,
    long at,
    String document) {
  /** From now on its rules act. */
  public static final String ACTIVE = "ACTIVE";

  /** The rules before it act on. */
  public static final String REFUSED = "REFUSED";
}
