package io.sluice.common.rule.set;

import java.io.Serializable;

/**
 * A document of rules as it came.
 *
 * @param origin where from: {@code topic-partition-offset}, or {@code file}; the same for the same
 *     document, however often it is read
 * @param at when it was published, epoch milliseconds
 */
public record RuleSetText(String document, String origin, long at) implements Serializable {}
