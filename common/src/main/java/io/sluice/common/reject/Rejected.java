package io.sluice.common.reject;

/**
 * A record that could not be understood, with everything needed to put it back in after a fix: the
 * original bytes and where they lay. One family for all jobs; at least once, identified by (topic,
 * partition, offset).
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the position, nobody compares payloads
public record Rejected(
    String stage,
    String reason,
    String message,
    String topic,
    int partition,
    long offset,
    long arrival,
    String exceptionClass,
    byte[] payload) {}
