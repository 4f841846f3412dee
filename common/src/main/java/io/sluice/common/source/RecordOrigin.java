package io.sluice.common.source;

/**
 * Where a record lay before it became a dead letter and was put back in. It is the record's
 * identity; lateness and order are judged by where it lies now.
 *
 * @param redrives how often it has been put back in
 */
public record RecordOrigin(String topic, int partition, long offset, int redrives) {}
