package io.sluice.playground.cluster;

/**
 * A device rule that was sent to its topic.
 *
 * @param at when, as the broker has it: a status from then on is about it
 */
public record PublishedRule(String ruleId, long at) {}
