package io.sluice.common.source.kafka;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** A partition, how far it is read, and what the decoder has to know of the records before. */
final class RememberingSplit extends KafkaPartitionSplit {
  private final byte[] memory;

  RememberingSplit(KafkaPartitionSplit split, byte[] memory) {
    super(
        split.getTopicPartition(),
        split.getStartingOffset(),
        split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
    this.memory = memory;
  }

  byte[] memory() {
    return memory;
  }
}
