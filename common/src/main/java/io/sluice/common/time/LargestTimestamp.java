package io.sluice.common.time;

/**
 * The largest timestamp that counted in one partition or file, as it lies in state. Append-only: it
 * is read from savepoints.
 *
 * @param file whether it is of a file, which ends, rather than of a topic, which does not
 */
public record LargestTimestamp(String topic, int partition, boolean file, long largest) {}
